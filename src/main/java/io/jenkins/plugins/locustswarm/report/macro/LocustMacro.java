package io.jenkins.plugins.locustswarm.report.macro;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.FilePath;
import hudson.Util;
import hudson.model.AbstractBuild;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.text.Printable;
import io.jenkins.plugins.locustswarm.report.LocustBuildAction;
import io.jenkins.plugins.locustswarm.report.kept.TestSummary;
import java.util.List;
import org.jenkinsci.plugins.tokenmacro.DataBoundTokenMacro;
import org.jenkinsci.plugins.tokenmacro.MacroEvaluationException;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * A macro about the load tests of a build, or about one of them. Its value may contain text of a target: it has no control
 * characters, macros in it are not expanded, and token-macro escapes it for HTML if the parameter {@code escapeHtml} says so.
 */
@Restricted(NoExternalUse.class)
public abstract class LocustMacro extends DataBoundTokenMacro {

    /** The value if there is no such test or figure. */
    static final String ABSENT = "n/a";

    private final String macro;
    private String test = "";

    LocustMacro(String macro) {
        this.macro = macro;
    }

    /** The name of a test; all tests of the build if empty. */
    @Parameter
    public void setTest(@CheckForNull String name) {
        test = Util.fixNull(name);
    }

    /**
     * Returns the value for these tests of a build, in lines.
     *
     * @param tests not empty
     * @throws BadInputException if a parameter is not valid
     */
    abstract String evaluate(Run<?, ?> run, List<TestSummary> tests);

    @Override
    public boolean acceptsMacroName(String name) {
        return macro.equals(name);
    }

    @Override
    public List<String> getAcceptedMacroNames() {
        return List.of(macro);
    }

    @Override
    public String evaluate(AbstractBuild<?, ?> build, TaskListener listener, String name)
            throws MacroEvaluationException {
        return evaluate(build, null, listener, name);
    }

    @Override
    public String evaluate(Run<?, ?> run, @CheckForNull FilePath workspace, TaskListener listener, String name)
            throws MacroEvaluationException {
        LocustBuildAction action = run.getAction(LocustBuildAction.class);
        List<TestSummary> tests = action == null
                ? List.of()
                : action.getTests().stream()
                        .filter(kept -> test.isEmpty() || kept.getTest().equals(test))
                        .toList();
        try {
            return tests.isEmpty() ? ABSENT : Printable.lines(evaluate(run, tests));
        } catch (BadInputException e) {
            throw new MacroEvaluationException("${" + macro + "}: " + e.getMessage(), e);
        }
    }
}
