package io.jenkins.plugins.locustswarm.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.util.FormValidation;
import io.jenkins.plugins.locustswarm.config.secret.BuildCredentials;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A named source of machines, and the folders whose jobs may use it. */
public final class SwarmProfile implements Describable<SwarmProfile> {

    /** The profile of jobs that name none. */
    public static final String DEFAULT_NAME = "default";

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}_ .-]{0,59}");

    private final String name;
    private final @CheckForNull SwarmMachines machines;
    private String folders = "";

    @DataBoundConstructor
    public SwarmProfile(@CheckForNull String name, @CheckForNull SwarmMachines machines) {
        this.name = Util.fixNull(name).strip();
        this.machines = machines;
    }

    public String getName() {
        return name;
    }

    /** The source of the machines; absent if the configuration lacks it or its plugin was removed. */
    @CheckForNull
    public SwarmMachines getMachines() {
        return machines;
    }

    /** The full names of the folders whose jobs may use the profile, one per line; empty for all jobs. */
    public String getFolders() {
        return folders;
    }

    @DataBoundSetter
    public void setFolders(@CheckForNull String value) {
        folders = String.join("\n", lines(value));
    }

    private static List<String> lines(@CheckForNull String value) {
        return Util.fixNull(value)
                .lines()
                .map(line -> line.strip().replaceAll("^/+|/+$", ""))
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** Fills in fields that a configuration of another version, or one written by hand, does not have. */
    private Object readResolve() {
        SwarmProfile whole = new SwarmProfile(name, machines);
        whole.setFolders(folders);
        return whole;
    }

    /** Returns whether a job, or the jobs in a folder, may use the profile. */
    public boolean isFor(Item item) {
        String path = item.getFullName() + (item instanceof ItemGroup ? "/" : "");
        return folders.isEmpty() || lines(folders).stream().anyMatch(folder -> path.startsWith(folder + "/"));
    }

    /** Returns the profile for the same folders after one of them, or a folder above it, was renamed or moved. */
    SwarmProfile withFolderMoved(String oldFullName, String newFullName) {
        SwarmProfile moved = new SwarmProfile(name, machines);
        moved.folders = lines(folders).stream()
                .map(folder -> folder.equals(oldFullName) || folder.startsWith(oldFullName + "/")
                        ? newFullName + folder.substring(oldFullName.length())
                        : folder)
                .collect(Collectors.joining("\n"));
        return moved;
    }

    /** @throws BadInputException if the name or a setting of the machines is invalid */
    void check() {
        checkName(name);
        if (machines == null) {
            throw new BadInputException(Messages.SwarmProfile_NoMachines());
        }
        machines.check();
    }

    private static void checkName(String name) {
        if (name.isEmpty()) {
            throw new BadInputException(Messages.SwarmProfile_NameMissing());
        }
        if (!NAME.matcher(name).matches()) {
            throw new BadInputException(Messages.SwarmProfile_NameUnusable());
        }
    }

    /** Returns the places where jobs with this profile find credentials: the system store, then their folders. */
    public List<BuildCredentials> places() {
        List<BuildCredentials> places = new ArrayList<>();
        places.add(BuildCredentials.of(Jenkins.get()));
        Jenkins.get()
                .allItems(Item.class, item -> item instanceof ItemGroup && isFor(item))
                .forEach(folder -> places.add(BuildCredentials.of((ItemGroup<?>) folder)));
        return places;
    }

    /** The form of {@link SwarmProfile}. */
    @Extension
    @Symbol("swarmProfile")
    public static final class DescriptorImpl extends Descriptor<SwarmProfile> {

        @Override
        public String getDisplayName() {
            return Messages.SwarmProfile_DisplayName();
        }

        @POST
        public FormValidation doCheckName(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            try {
                checkName(value.strip());
                return FormValidation.ok();
            } catch (BadInputException e) {
                return FormValidation.error(e.getMessage());
            }
        }

        /** Returns a name that no profile has, for a new one in the form. */
        public String getProposedName() {
            Set<String> names = LocustSwarmConfiguration.get().getProfiles().stream()
                    .map(SwarmProfile::getName)
                    .collect(Collectors.toSet());
            return IntStream.iterate(1, number -> number + 1)
                    .mapToObj(number -> number == 1 ? DEFAULT_NAME : DEFAULT_NAME + "-" + number)
                    .filter(name -> !names.contains(name))
                    .findFirst()
                    .orElseThrow();
        }

        /** Warns about a missing folder; it may be created later, so this is not an error. */
        @POST
        public FormValidation doCheckFolders(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return lines(value).stream()
                    .filter(folder -> !(Jenkins.get().getItemByFullName(folder) instanceof ItemGroup))
                    .findFirst()
                    .map(folder -> FormValidation.warning(Messages.SwarmProfile_Folder(folder)))
                    .orElseGet(FormValidation::ok);
        }
    }
}
