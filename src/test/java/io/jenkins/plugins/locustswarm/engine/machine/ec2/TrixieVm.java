package io.jenkins.plugins.locustswarm.engine.machine.ec2;

/** Debian 13. */
class TrixieVm extends DebianChecks {

    @Override
    String release() {
        return "trixie";
    }
}
