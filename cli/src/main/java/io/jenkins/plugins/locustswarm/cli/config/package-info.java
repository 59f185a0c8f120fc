package io.jenkins.plugins.locustswarm.cli.config;
