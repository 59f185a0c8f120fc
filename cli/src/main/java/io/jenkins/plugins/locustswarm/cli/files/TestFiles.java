package io.jenkins.plugins.locustswarm.cli.files;

import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;

/**
 * The files of a load test.
 *
 * @param files the files that machines get
 * @param locustfile the path of the locustfile below them, with {@code /} between its parts; several paths are separated
 *     by commas
 */
public record TestFiles(FolderSnapshot files, String locustfile) {}
