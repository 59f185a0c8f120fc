package io.jenkins.plugins.locustswarm.cli.process;
