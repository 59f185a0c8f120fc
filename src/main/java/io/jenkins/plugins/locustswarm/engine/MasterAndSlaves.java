package io.jenkins.plugins.locustswarm.engine;

/** A master, slaves or both, as messages name them. */
final class MasterAndSlaves {

    private MasterAndSlaves() {}

    /** @param article of the master: {@code a} or {@code the} */
    static String words(String article, boolean master, int slaves) {
        String theSlaves = slaves + (slaves == 1 ? " slave" : " slaves");
        if (!master) {
            return theSlaves;
        }
        return article + " master" + (slaves == 0 ? "" : " and " + theSlaves);
    }
}
