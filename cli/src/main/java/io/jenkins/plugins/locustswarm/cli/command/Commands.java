package io.jenkins.plugins.locustswarm.cli.command;

import io.jenkins.plugins.locustswarm.cli.command.option.MissingOptionValue;
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
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Parses the command line and runs the subcommand. */
public final class Commands {

    private static final List<Class<?>> ALL = List.of(
            DemoCommand.class,
            InitCommand.class,
            TestCommand.class,
            UpCommand.class,
            RunCommand.class,
            KillallCommand.class,
            DownCommand.class,
            ListCommand.class,
            StatusCommand.class,
            ReapCommand.class,
            ImageCommand.class,
            ReportCommand.class,
            TrendCommand.class,
            CompareCommand.class);

    /** The options of the command itself, after which no subcommand is run. */
    private static final List<String> OWN_OPTIONS = List.of("-h", "--help", "-V", "--version");

    private final Caller caller;

    Commands(Caller caller) {
        this.caller = caller;
    }

    /** Runs the command; returns the exit code. Throws nothing. */
    public static int execute(Caller caller) {
        return new Commands(caller).execute();
    }

    private int execute() {
        StringWriter help = new StringWriter();
        CommandLine line = line();
        line.setOut(new PrintWriter(help)).setErr(new PrintWriter(help));
        FailureHandler handler = new FailureHandler();
        line.setParameterExceptionHandler(handler).setExecutionExceptionHandler(handler);
        if (!caller.locustArguments().isEmpty()
                && caller.arguments().stream().noneMatch(UsageError.WITH_LOCUST_ARGUMENTS::contains)) {
            caller.terminal()
                    .say("locust-swarm: Only demo, test and run pass arguments to Locust: leave out -- and everything"
                            + " after it.");
            return ExitCode.BAD_INPUT;
        }
        Optional<String> missing = MissingOptionValue.find(line, caller.arguments());
        if (missing.isPresent()) {
            caller.terminal().say("locust-swarm: " + missing.get());
            return ExitCode.BAD_INPUT;
        }
        int code;
        try {
            code = line.execute(caller.arguments().toArray(String[]::new));
        } catch (Error e) { // picocli handles exceptions only
            code = reportFailure(e);
        }
        if (!help.toString().isEmpty()) {
            caller.terminal().print(help.toString().stripTrailing());
        }
        return code;
    }

    /** Returns the parser of the command line. */
    CommandLine line() {
        IFactory factory = factory();
        CommandLine line = new CommandLine(new RootCommand(), factory);
        line.getCommandSpec().mixinStandardHelpOptions(true).versionProvider(new Version());
        if (OWN_OPTIONS.contains(firstArgument())) {
            ALL.forEach(type -> line.addSubcommand(headerOf(type)));
        } else {
            // as a CommandLine, because picocli transforms the models of no other subcommands that are added here
            requestedCommands().forEach(type -> line.addSubcommand(new CommandLine(type, factory)));
            line.getSubcommands()
                    .values()
                    .forEach(command -> command.getCommandSpec()
                            .mixinStandardHelpOptions(true)
                            .versionProvider(new Version()));
        }
        line.setUsageHelpWidth(Math.min(caller.terminal().width(), 100));
        line.setAbbreviatedOptionsAllowed(false);
        line.setAllowOptionsAsOptionParameters(true); // a file name may start with a hyphen; see MissingOptionValue
        line.setExpandAtFiles(false); // @FILE is an argument, not a file of arguments
        return line;
    }

    /** Returns the requested command, or all commands if it is none of them: picocli needs some time for each. */
    private List<Class<?>> requestedCommands() {
        String first = firstArgument();
        return ALL.stream()
                .filter(type -> type.getAnnotation(Command.class).name().equals(first))
                .findFirst()
                .<List<Class<?>>>map(List::of)
                .orElse(ALL);
    }

    private String firstArgument() {
        return caller.arguments().isEmpty() ? "" : caller.arguments().get(0);
    }

    /** Returns what the help of the command shows of a subcommand. */
    private static CommandSpec headerOf(Class<?> type) {
        Command command = type.getAnnotation(Command.class);
        CommandSpec header = CommandSpec.create().name(command.name());
        header.usageMessage().header(command.header());
        return header;
    }

    private IFactory factory() {
        IFactory defaultFactory = CommandLine.defaultFactory();
        return new IFactory() {
            @Override
            public <T> T create(Class<T> type) throws Exception {
                boolean takesCaller = Stream.of(type.getDeclaredConstructors())
                        .anyMatch(constructor -> constructor.getParameterCount() == 1
                                && constructor.getParameterTypes()[0] == Caller.class);
                return takesCaller
                        ? type.getConstructor(Caller.class).newInstance(caller)
                        : defaultFactory.create(type);
            }
        };
    }

    private int refuse(ParameterException e) {
        CommandSpec command = e.getCommandLine().getCommandSpec();
        caller.terminal().say("locust-swarm: " + UsageError.text(e) + "\nSee " + command.qualifiedName() + " --help.");
        return ExitCode.BAD_INPUT;
    }

    private int reportFailure(Throwable e) {
        boolean isConsequence = caller.interrupts().requested() && !(e instanceof Error);
        if (isConsequence && ExitCode.of(e) != ExitCode.MACHINES_LEFT) {
            caller.terminal().say("locust-swarm: Interrupted.");
            return ExitCode.INTERRUPTED;
        }
        int code = FailureMessage.of(e).print(caller.terminal(), caller.environment());
        String leftoverNotice = caller.interrupts().leftoverNotice();
        if (leftoverNotice.isEmpty()) {
            return code;
        }
        caller.terminal().say(leftoverNotice);
        return ExitCode.MACHINES_LEFT;
    }

    /**
     * A class, because Java archives no interfaces of picocli that a lambda expression implements, and would search all jar
     * files for them at each start.
     */
    private final class FailureHandler implements IParameterExceptionHandler, IExecutionExceptionHandler {

        @Override
        public int handleParseException(ParameterException e, String[] arguments) {
            return refuse(e);
        }

        @Override
        public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
            return reportFailure(e);
        }
    }

    /** Reads the version from the jar file of the command. */
    private static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            String version = Commands.class.getPackage().getImplementationVersion();
            return new String[] {"locust-swarm " + (version == null ? "(built from source)" : version)};
        }
    }
}
