package io.jenkins.plugins.locustswarm.steps;

/**
 * Lets the master of a locustfile wait for its workers: half a minute for a heartbeat and a minute for their last statistics. Locust
 * itself waits three seconds and half a second: a worker that gets no CPU for so long makes a short run unstable. That is right, but
 * not what these tests are about. A worker that was lost is not waited for.
 */
final class PatientMaster {

    private static final String PATIENCE = """
            import gevent
            import locust.runners
            from locust.runners import STATE_MISSING, MasterRunner, Message

            locust.runners.HEARTBEAT_LIVENESS = 30

            def quit_after_workers(master, quit=MasterRunner.quit):
                master.stop(send_stop_to_client=False)
                for worker in master.clients.all:
                    master.server.send_to_client(Message("quit", None, worker.id))
                with gevent.Timeout(60, False):
                    while any(worker.state != STATE_MISSING for worker in master.clients.all):
                        gevent.sleep(0.05)
                MasterRunner.quit = quit  # Locust quits several times, and only the first can bring statistics
                quit(master)

            MasterRunner.quit = quit_after_workers

            """;

    private PatientMaster() {}

    /** Returns a locustfile that simulates the same users. */
    static String of(String locustfile) {
        return PATIENCE + locustfile;
    }
}
