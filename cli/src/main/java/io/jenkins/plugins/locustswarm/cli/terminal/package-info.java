package io.jenkins.plugins.locustswarm.cli.terminal;
