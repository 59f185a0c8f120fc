// @include io.jenkins.plugins.locustswarm.report.charts
/* global locustCharts */
/** The texts at the horizontal lines of thresholds: none covers another one, however near the lines are to each other. */
window.locustThresholdLabels = (function () {
  const height = 17; // of a text with its padding, in pixels
  const distance = 3; // from its line
  const gap = 8; // between texts

  /** Returns the boxes in which a text can be: above its line and below it, as near to the end of the line as possible. */
  function boxes(line, taken, area) {
    const wide = locustCharts.textWidth(line.text) + 6;
    const shifts = [0, ...taken.map((box) => box.to + gap)].sort((one, other) => one - other);
    const sides = [
      { side: "Top", top: line.y - distance - height },
      { side: "Bottom", top: line.y + distance },
    ].filter((place) => place.side === "Top" || place.top + height <= area.height);
    return shifts
      .filter((shift) => shift + wide <= area.width)
      .flatMap((shift) => sides.map((place) => ({ ...place, from: shift, to: shift + wide, bottom: place.top + height })));
  }

  function cover(one, other) {
    return one.from < other.to && other.from < one.to && one.top < other.bottom && other.top < one.bottom;
  }

  /**
   * Returns the label of each line as options of the chart library; one for which there is no room is not shown.
   *
   * @param lines have the text of each line, and its distance y from the top of the area in pixels
   * @param end the end of the lines where the labels are: Start or End
   * @param area has the width and the height of the area in pixels
   */
  function place(lines, end, area) {
    const taken = [];
    const labels = new Map();
    [...lines]
      .sort((one, other) => one.y - other.y)
      .forEach((line) => {
        const box = boxes(line, taken, area).find((one) => !taken.some((other) => cover(one, other)));
        if (box) {
          taken.push(box);
        }
        labels.set(line, {
          ...locustCharts.innerLabel(),
          show: box !== undefined,
          formatter: () => line.text,
          position: "inside" + end + (box ? box.side : "Top"),
          distance: [(box ? box.from : 0) + distance, distance],
        });
      });
    return lines.map((line) => labels.get(line));
  }

  return { place: place };
})();
