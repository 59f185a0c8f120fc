package io.jenkins.plugins.locustswarm.engine.locust;

import io.jenkins.plugins.locustswarm.engine.record.Load;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.RunRecord;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * The command lines of Locust. The flags are those that Locust 2.12 and 2.47 both take (their {@code
 * argument_parser.py}); {@code --processes} needs 2.19.
 */
public final class LocustArguments {

    /** Locust appends {@code _stats.csv} and the like. */
    private static final String CSV_PREFIX = "locust";

    /** Locust reads its options from such variables, too; the command line wins. */
    private static final String OWN_EXIT_CODE = "LOCUST_EXIT_CODE_ON_ERROR";

    private final RunRecord run;
    private final Load load;
    private final RunPlan plan;

    /** @param plan what the user hands to Locust beside what the record holds */
    public LocustArguments(RunRecord run, RunPlan plan) {
        this.run = run;
        this.load = run.load();
        this.plan = plan;
    }

    /**
     * For the master. It gets {@code --run-time} with a load shape, too: shapes may read it. {@code run.sh} takes it away
     * where the machine's Locust does not take the two together.
     */
    public List<String> ofMaster(MachineRecord master) {
        List<String> arguments = common();
        String folder = master.runFolder(run.id());
        add(arguments, "--master", "--master-bind-host", listensAt(master));
        add(arguments, "--master-bind-port", String.valueOf(run.masterPort()));
        add(arguments, "--csv", folder + "/" + CSV_PREFIX, "--csv-full-history", "--html", folder + "/locust.html");
        if (!load.stopTimeout().isZero()) {
            add(arguments, "--stop-timeout", String.valueOf(load.stopTimeout().toSeconds()));
        }
        addIfKnown(arguments, "--users", load.users());
        addIfKnown(arguments, "--spawn-rate", load.spawnRate());
        if (run.isInteractive()) {
            add(arguments, "--web-host", listensAt(master), "--web-port", String.valueOf(run.webPort()));
        } else {
            add(arguments, "--headless", "--only-summary", "--expect-workers", String.valueOf(run.workers()));
            add(
                    arguments,
                    "--expect-workers-max-wait",
                    String.valueOf(plan.workersWait().toSeconds()));
            add(arguments, "--run-time", load.runTime().toSeconds() + "s");
        }
        arguments.addAll(plan.extraArguments());
        return arguments;
    }

    /** For one worker machine. */
    public List<String> ofWorker(String masterAddress) {
        List<String> arguments = common();
        add(arguments, "--worker", "--master-host", masterAddress);
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
            // Failed requests are read from the files. Every other code is then a decision of the locustfile, or a
            // crash.
            add(arguments, "--exit-code-on-error", "0");
        }
        if (load.host() != null) {
            addHost(arguments);
        }
        return arguments;
    }

    private void addHost(List<String> arguments) {
        if (load.host().startsWith("-")) {
            add(arguments, "--host=" + load.host()); // argparse takes a word of its own for a flag
        } else {
            add(arguments, "--host", load.host());
        }
    }

    /** Locust's master and its web page ask nobody for a password: on loopback they stay there. */
    private static String listensAt(MachineRecord master) {
        return isOnLoopback(master) ? master.masterAddress() : "*";
    }

    /** An address on the master's machine at which its web page answers. */
    static String webAddress(MachineRecord master) {
        return isOnLoopback(master) ? master.masterAddress() : "127.0.0.1";
    }

    private static boolean isOnLoopback(MachineRecord master) {
        return master.masterAddress().startsWith("127.");
    }

    private static void add(List<String> arguments, String... words) {
        arguments.addAll(List.of(words));
    }

    private static void addIfKnown(List<String> arguments, String flag, Number value) {
        if (value != null) {
            add(
                    arguments,
                    flag,
                    new BigDecimal(value.toString()).stripTrailingZeros().toPlainString());
        }
    }
}
