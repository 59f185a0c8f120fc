package io.jenkins.plugins.locustswarm.cli.command;
