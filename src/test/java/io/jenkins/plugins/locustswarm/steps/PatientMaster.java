package io.jenkins.plugins.locustswarm.steps;

/**
 * Lets the master of a locustfile wait for the last statistics of its workers, a minute at most. Locust itself waits half a
 * second: a worker that gets no CPU for so long makes a short run unstable. That is right, but not what these tests are about.
 */
final class PatientMaster {

    private static final String PATIENCE = """
            import gevent
            from locust.runners import MasterRunner, Message

            def quit_after_workers(master, quit=MasterRunner.quit):
                master.stop(send_stop_to_client=False)
                for worker in master.clients.all:
                    master.server.send_to_client(Message("quit", None, worker.id))
                with gevent.Timeout(60, False):
                    while len(master.clients) > 0:
                        gevent.sleep(0.05)
                quit(master)

            MasterRunner.quit = quit_after_workers

            """;

    private PatientMaster() {}

    /** Returns a locustfile that simulates the same users. */
    static String of(String locustfile) {
        return PATIENCE + locustfile;
    }
}
