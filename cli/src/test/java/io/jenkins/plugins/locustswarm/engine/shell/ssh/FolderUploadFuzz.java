package io.jenkins.plugins.locustswarm.engine.shell.ssh;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** What a machine answers when it is asked for the files that it has. */
class FolderUploadFuzz {

    @FuzzTest(maxDuration = "")
    void presentFiles(byte[] content) {
        try {
            FolderUpload.presentFiles(new ByteArrayInputStream(content));
        } catch (IOException e) {
            // it sent something else
        }
    }
}
