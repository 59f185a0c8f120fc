package io.jenkins.plugins.locustswarm.cli.demo;
