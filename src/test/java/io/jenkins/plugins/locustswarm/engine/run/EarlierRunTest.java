package io.jenkins.plugins.locustswarm.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EarlierRunTest {

    @TempDir
    private Path folder;

    private void write(String... names) throws IOException {
        for (String name : names) {
            Files.createFile(folder.resolve(name));
        }
    }

    @Test
    void everyFileOfAnEarlierRunIsDeleted() throws IOException {
        write("locust.html", "locust_stats.csv", "locust_stats_history.csv", "locust_failures.csv");
        write("locust_exceptions.csv", "master.log", "worker-1.log", "worker-12.log", "summary.json", "junit.xml");
        write(".part-01234567-89ab-cdef-0123-456789abcdef");
        EarlierRun.delete(folder);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aUsersOwnFilesStayEvenIfTheirNamesAreLikeThoseOfLocust() throws IOException {
        String[] own = {
            "locustfile.py",
            "locust.csv",
            "locust.conf",
            "locust_users.csv",
            "locust_notes.html",
            "locust_stats.html",
            "locust_stats.csv.gz",
            "worker-a.log",
            "my-worker-1.log",
            "notes.txt"
        };
        write(own);
        EarlierRun.delete(folder);
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder(own);
    }
}
