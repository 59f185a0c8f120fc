package io.jenkins.plugins.locustswarm.cli.command;

import io.jenkins.plugins.locustswarm.cli.config.SimilarNames;
import io.jenkins.plugins.locustswarm.cli.process.Caller;
import io.jenkins.plugins.locustswarm.cli.process.ExitCode;
import io.jenkins.plugins.locustswarm.cli.process.FailureMessage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Understands the command line and does what it asks for. */
public final class Commands {

    private static final List<Class<?>> ALL = List.of(
            DemoCommand.class,
            TestCommand.class,
            UpCommand.class,
            RunCommand.class,
            KillallCommand.class,
            DownCommand.class,
            ListCommand.class,
            StatusCommand.class,
            ReapCommand.class,
            ReportCommand.class);

    /** The commands that start Locust, and can hand something on to it. */
    private static final List<String> WITH_ARGUMENTS_FOR_LOCUST = List.of("demo", "test", "run");

    private final Caller caller;

    Commands(Caller caller) {
        this.caller = caller;
    }

    /** Does it; returns the exit code. Nothing is thrown. */
    public static int execute(Caller caller) {
        return new Commands(caller).execute();
    }

    private int execute() {
        StringWriter help = new StringWriter();
        CommandLine line = line();
        line.setOut(new PrintWriter(help)).setErr(new PrintWriter(help));
        line.setParameterExceptionHandler((e, arguments) -> complain(e));
        line.setExecutionExceptionHandler((e, command, parsed) -> fail(e));
        if (!caller.forLocust().isEmpty() && !caller.words().stream().anyMatch(WITH_ARGUMENTS_FOR_LOCUST::contains)) {
            caller.terminal()
                    .say("locust-swarm: Only demo, test and run hand arguments on to Locust: leave out -- and what"
                            + " follows it.");
            return ExitCode.BAD_INPUT;
        }
        Optional<String> missing = MissingOptionValue.find(line, caller.words());
        if (missing.isPresent()) {
            caller.terminal().say("locust-swarm: " + missing.get());
            return ExitCode.BAD_INPUT;
        }
        int code;
        try {
            code = line.execute(caller.words().toArray(String[]::new));
        } catch (Error e) { // picocli handles exceptions only
            code = fail(e);
        }
        if (!help.toString().isEmpty()) {
            caller.terminal().print(help.toString().stripTrailing());
        }
        return code;
    }

    /** The command line without a command to do it with, for the help. */
    CommandLine line() {
        CommandLine line = new CommandLine(new RootCommand(), factory());
        line.getCommandSpec().mixinStandardHelpOptions(true).versionProvider(new Version());
        asked().forEach(line::addSubcommand);
        line.getSubcommands()
                .values()
                .forEach(command -> command.getCommandSpec().mixinStandardHelpOptions(true));
        line.setUsageHelpWidth(Math.min(caller.terminal().width(), 100));
        line.setAbbreviatedOptionsAllowed(false);
        line.setAllowOptionsAsOptionParameters(true); // a file may be called -s.py; see MissingOptionValue
        line.setExpandAtFiles(false); // a word is what it is, and names no file with more of them
        return line;
    }

    /** The command that is asked for, or all where it is none of them: picocli takes a while to learn one's options. */
    private List<Class<?>> asked() {
        String first = caller.words().isEmpty() ? "" : caller.words().get(0);
        return ALL.stream()
                .filter(type -> type.getAnnotation(Command.class).name().equals(first))
                .findFirst()
                .<List<Class<?>>>map(List::of)
                .orElse(ALL);
    }

    private IFactory factory() {
        IFactory usual = CommandLine.defaultFactory();
        return new IFactory() {
            @Override
            public <T> T create(Class<T> type) throws Exception {
                boolean wantsCaller = Stream.of(type.getDeclaredConstructors())
                        .anyMatch(constructor -> constructor.getParameterCount() == 1
                                && constructor.getParameterTypes()[0] == Caller.class);
                return wantsCaller ? type.getConstructor(Caller.class).newInstance(caller) : usual.create(type);
            }
        };
    }

    private int complain(ParameterException e) {
        CommandSpec command = e.getCommandLine().getCommandSpec();
        String near = e instanceof UnmatchedArgumentException unmatched ? proposal(command, unmatched) : "";
        caller.terminal()
                .say("locust-swarm: " + e.getMessage() + "." + near + "\nSee " + command.qualifiedName() + " --help.");
        return ExitCode.BAD_INPUT;
    }

    private static String proposal(CommandSpec command, UnmatchedArgumentException e) {
        String given = e.getUnmatched().get(0).replaceFirst("=.*", "");
        List<String> names = given.startsWith("-")
                ? command.options().stream()
                        .flatMap(option -> Stream.of(option.names()))
                        .toList()
                : List.copyOf(command.subcommands().keySet());
        return SimilarNames.to(given, names)
                .map(near -> " Did you mean " + near + "?")
                .orElse("");
    }

    private int fail(Throwable e) {
        boolean consequence = caller.interrupts().requested() && !(e instanceof Error);
        if (consequence && ExitCode.of(e) != ExitCode.MACHINES_LEFT) {
            caller.terminal().say("locust-swarm: Interrupted.");
            return ExitCode.INTERRUPTED;
        }
        int code = FailureMessage.of(e).say(caller.terminal(), caller.environment());
        String leftBehind = caller.interrupts().leftBehind();
        if (leftBehind.isEmpty()) {
            return code;
        }
        caller.terminal().say(leftBehind);
        return ExitCode.MACHINES_LEFT;
    }

    /** The version of the jar file that this came from. */
    private static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            String version = Commands.class.getPackage().getImplementationVersion();
            return new String[] {"locust-swarm " + (version == null ? "(built from its sources)" : version)};
        }
    }
}
