package io.jenkins.plugins.locustswarm.cli;

public final class LocustSwarm {
    public static void main(String[] args) {}
}
