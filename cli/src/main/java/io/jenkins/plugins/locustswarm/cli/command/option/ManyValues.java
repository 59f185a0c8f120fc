package io.jenkins.plugins.locustswarm.cli.command.option;

import java.util.Map;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Lets an option take all words up to the next option, as a shell expands a pattern to them. With an arity of more than one
 * value, picocli would take options as values too, because the command allows values that look like options.
 */
public final class ManyValues implements IParameterPreprocessor {

    /** Repeats the option before the second word; picocli then calls this method for that word. */
    @Override
    public boolean preprocess(Stack<String> words, CommandSpec command, ArgSpec option, Map<String, Object> info) {
        if (words.size() > 1 && !words.get(words.size() - 2).startsWith("-")) {
            String first = words.pop();
            words.push(((OptionSpec) option).longestName());
            words.push(first);
        }
        return false;
    }
}
