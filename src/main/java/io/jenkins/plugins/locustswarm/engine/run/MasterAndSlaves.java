package io.jenkins.plugins.locustswarm.engine.run;

/** Text for a master, slaves, or both in a message, for example "a master and 2 slaves". */
public final class MasterAndSlaves {

    private MasterAndSlaves() {}

    /** @param article article of the master: {@code a} or {@code the} */
    public static String text(String article, boolean master, int slaves) {
        String theSlaves = slaves + (slaves == 1 ? " slave" : " slaves");
        if (!master) {
            return theSlaves;
        }
        return article + " master" + (slaves == 0 ? "" : " and " + theSlaves);
    }
}
