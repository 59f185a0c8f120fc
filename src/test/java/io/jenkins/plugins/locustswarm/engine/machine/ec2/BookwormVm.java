package io.jenkins.plugins.locustswarm.engine.machine.ec2;

/** Debian 12. */
class BookwormVm extends DebianChecks {

    @Override
    String release() {
        return "bookworm";
    }
}
