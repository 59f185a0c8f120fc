package io.jenkins.plugins.locustswarm.cli.operation;
