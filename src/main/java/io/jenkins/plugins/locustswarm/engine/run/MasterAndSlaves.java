package io.jenkins.plugins.locustswarm.engine.run;

/** A master, slaves or both, as messages name them. */
public final class MasterAndSlaves {

    private MasterAndSlaves() {}

    /** @param article of the master: {@code a} or {@code the} */
    public static String words(String article, boolean master, int slaves) {
        String theSlaves = slaves + (slaves == 1 ? " slave" : " slaves");
        if (!master) {
            return theSlaves;
        }
        return article + " master" + (slaves == 0 ? "" : " and " + theSlaves);
    }
}
