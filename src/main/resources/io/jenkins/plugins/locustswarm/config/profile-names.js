/* Gives each new swarm profile in the form a name of its own: "Add a profile" copies the same proposal each time. */
Behaviour.specify(".locust-profile-name", "locust-profile-name", 0, (input) => {
  const form = input.form;
  if (!form || input.value !== input.dataset.proposed) {
    return;
  }
  const taken = new Set(
    Array.from(form.querySelectorAll(".locust-profile-name"))
      .filter((other) => other !== input)
      .map((other) => other.value),
  );
  const [, base, number] = /^(.*?)(?:-(\d+))?$/.exec(input.value);
  let name = input.value;
  for (let next = Number(number || 1) + 1; taken.has(name); next++) {
    name = base + "-" + next;
  }
  input.value = name;
});
