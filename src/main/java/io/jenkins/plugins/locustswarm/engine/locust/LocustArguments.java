package io.jenkins.plugins.locustswarm.engine.locust;

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

    private final RunRecord run;
    private final List<String> extra;

    /** @param extra what the user hands to Locust beside all this */
    public LocustArguments(RunRecord run, List<String> extra) {
        this.run = run;
        this.extra = extra;
    }

    /**
     * For the master.
     *
     * @param hasLoadShape whether the locustfile decides itself on users and time: Locust 2.12 ends with an error when
     *     it is given {@code --run-time} then, and later ones ignore it
     * @param workersWaitSeconds after which the master gives up; Locust's own default is to wait for ever
     */
    public List<String> ofMaster(MachineRecord master, boolean hasLoadShape, long workersWaitSeconds) {
        List<String> arguments = common();
        String folder = master.runFolder(run.id());
        add(arguments, "--master", "--master-bind-host", listensAt(master));
        add(arguments, "--master-bind-port", String.valueOf(run.masterPort()));
        add(arguments, "--csv", folder + "/" + CSV_PREFIX, "--csv-full-history", "--html", folder + "/locust.html");
        if (run.stopTimeoutSeconds() > 0) {
            add(arguments, "--stop-timeout", String.valueOf(run.stopTimeoutSeconds()));
        }
        addIfKnown(arguments, "--users", run.users());
        addIfKnown(arguments, "--spawn-rate", run.spawnRate());
        if (run.isInteractive()) {
            add(arguments, "--web-host", listensAt(master), "--web-port", String.valueOf(run.webPort()));
        } else {
            add(arguments, "--headless", "--only-summary", "--expect-workers", String.valueOf(run.workers()));
            add(arguments, "--expect-workers-max-wait", String.valueOf(workersWaitSeconds));
            if (!hasLoadShape) {
                add(arguments, "--run-time", run.runTimeSeconds() + "s");
            }
        }
        arguments.addAll(extra);
        return arguments;
    }

    /** For one worker machine. */
    public List<String> ofWorker(String masterAddress) {
        List<String> arguments = common();
        add(arguments, "--worker", "--master-host", masterAddress);
        add(arguments, "--master-port", String.valueOf(run.masterPort()));
        if (run.processes() != 1) {
            add(arguments, "--processes", String.valueOf(run.processes()));
        }
        arguments.addAll(extra);
        return arguments;
    }

    private List<String> common() {
        List<String> arguments = new ArrayList<>();
        String file = run.locustfile().startsWith("-") ? "./" + run.locustfile() : run.locustfile();
        add(arguments, "--locustfile", file, "--loglevel", "INFO");
        if (run.host() != null) {
            addHost(arguments);
        }
        return arguments;
    }

    private void addHost(List<String> arguments) {
        if (run.host().startsWith("-")) {
            add(arguments, "--host=" + run.host()); // argparse takes a word of its own for a flag
        } else {
            add(arguments, "--host", run.host());
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
