package io.jenkins.plugins.locustswarm.engine.locust;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.record.Load;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.RunRecord;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The command lines of Locust. All flags exist in Locust 2.12 and 2.47 ({@code argument_parser.py}), except {@code
 * --processes}, which needs 2.19.
 */
public final class LocustArguments {

    /** Locust appends {@code _stats.csv} and so on. */
    private static final String CSV_PREFIX = "locust";

    /** Locust also reads options from variables with such names; the command line has priority. */
    private static final String OWN_EXIT_CODE = "LOCUST_EXIT_CODE_ON_ERROR";

    private static final String LOOPBACK = "127.0.0.1";

    /** The address {@code ::1} with or without its zeros. */
    private static final Pattern IPV6_LOOPBACK = Pattern.compile("(::|(0{1,4}:){7})0{0,3}1|(0{1,4}:){1,6}:0{0,3}1");

    private final RunRecord run;
    private final Load load;
    private final RunPlan plan;

    /** @param plan environment and extra arguments, which the record does not have */
    public LocustArguments(RunRecord run, RunPlan plan) {
        this.run = run;
        this.load = run.load();
        this.plan = plan;
    }

    /**
     * Returns the arguments of the master. They have {@code --run-time} even with a load shape, since shapes may read it;
     * {@code run.sh} removes it for versions of Locust that refuse the two together.
     */
    public List<String> ofMaster(MachineRecord master) {
        List<String> arguments = common();
        String folder = master.runFolder(run.id());
        add(arguments, "--master", "--master-bind-host", bindAddress(master));
        add(arguments, "--master-bind-port", String.valueOf(run.masterPort()));
        add(arguments, "--csv", folder + "/" + CSV_PREFIX, "--csv-full-history", "--html", folder + "/locust.html");
        if (!load.stopTimeout().isZero()) {
            add(arguments, "--stop-timeout", String.valueOf(load.stopTimeout().toSeconds()));
        }
        addIfPresent(arguments, "--users", load.users());
        addIfPresent(arguments, "--spawn-rate", load.spawnRate());
        if (run.isInteractive()) {
            add(arguments, "--web-host", bindAddress(master), "--web-port", String.valueOf(run.webPort()));
        } else {
            add(arguments, "--headless", "--only-summary", "--expect-workers", String.valueOf(run.workers()));
            add(arguments, "--expect-workers-max-wait", String.valueOf(run.workersWaitSeconds()));
            add(arguments, "--run-time", load.runTime().toSeconds() + "s");
        }
        arguments.addAll(plan.extraArguments());
        return arguments;
    }

    /** Returns the arguments of the workers on one machine. */
    public List<String> ofWorker(String masterAddress) {
        List<String> arguments = common();
        add(arguments, "--worker", "--master-host", ofLocalhost(masterAddress));
        add(arguments, "--master-port", String.valueOf(run.masterPort()));
        if (load.processes() != 1) {
            add(arguments, "--processes", String.valueOf(load.processes()));
        }
        arguments.addAll(plan.extraArguments());
        return arguments;
    }

    private List<String> common() {
        List<String> arguments = new ArrayList<>();
        String file = run.locustfile().startsWith("-") ? "./" + run.locustfile() : run.locustfile();
        add(arguments, "--locustfile", file, "--loglevel", "INFO");
        if (!plan.environment().containsKey(OWN_EXIT_CODE)) {
            // Failed requests are read from the CSV files. Any other exit code then comes from the locustfile or from a
            // crash.
            add(arguments, "--exit-code-on-error", "0");
        }
        if (load.host() != null) {
            addHost(arguments);
        }
        if (load.resetStats()) {
            add(arguments, "--reset-stats"); // each process resets its own statistics (Runner in Locust's runners.py)
        }
        return arguments;
    }

    private void addHost(List<String> arguments) {
        if (load.host().startsWith("-")) {
            add(arguments, "--host=" + load.host()); // argparse would read a separate argument as a flag
        } else {
            add(arguments, "--host", load.host());
        }
    }

    /** Returns the address to bind to: only loopback for a master there, since Locust does not ask for a password. */
    private static String bindAddress(MachineRecord master) {
        String address = ofLocalhost(master.masterAddress());
        return isLoopback(address) ? address : "*";
    }

    /** Returns an address at which the web page answers on the master's machine. */
    static String webAddress(MachineRecord master) {
        String address = ofLocalhost(master.masterAddress());
        return isLoopback(address) ? address : LOOPBACK;
    }

    /** The name can have two addresses: master and workers must use the same one. */
    private static String ofLocalhost(String address) {
        return address.equalsIgnoreCase("localhost") ? LOOPBACK : address;
    }

    /** Only an address counts, not a name: resolving one here could give another result than on the machine. */
    private static boolean isLoopback(String address) {
        return address.startsWith("127.") || IPV6_LOOPBACK.matcher(address).matches();
    }

    private static void add(List<String> arguments, String... words) {
        arguments.addAll(List.of(words));
    }

    private static void addIfPresent(List<String> arguments, String flag, @CheckForNull Number value) {
        if (value != null) {
            add(
                    arguments,
                    flag,
                    new BigDecimal(value.toString()).stripTrailingZeros().toPlainString());
        }
    }
}
