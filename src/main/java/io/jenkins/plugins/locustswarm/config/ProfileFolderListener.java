package io.jenkins.plugins.locustswarm.config;

import hudson.Extension;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.listeners.ItemListener;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Updates the folders of profiles when a folder is renamed or moved: its jobs keep their profiles, and a new folder with the
 * old name does not get them.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class ProfileFolderListener extends ItemListener {

    /**
     * Changes the lines of all folders below at once. Jenkins notifies of each of them afterwards, when no line has its old name
     * any more.
     */
    @Override
    public void onLocationChanged(Item item, String oldFullName, String newFullName) {
        if (item instanceof ItemGroup) {
            LocustSwarmConfiguration.get().folderMoved(oldFullName, newFullName);
        }
    }
}
