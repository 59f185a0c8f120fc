package io.jenkins.plugins.locustswarm.engine.machine.ec2.settings;

import java.util.List;
import java.util.regex.Pattern;

/** The processor architecture of an instance type. Its image must be built for the same one. */
public enum Architecture {
    X86_64("amd64"),
    ARM64("arm64");

    /**
     * A family with Graviton processors: {@code g} is among the letters after the generation, as in c7g, im4gn or
     * p6e-gb200 ("Amazon EC2 instance type naming conventions"). The first generation is a1. In g5 and g4dn the letter
     * precedes the generation and stands for graphics.
     */
    private static final Pattern GRAVITON = Pattern.compile("a1|[a-z]+[0-9]+[a-z0-9-]*?g[a-z0-9-]*");

    private final String inImageNames;

    Architecture(String inImageNames) {
        this.inImageNames = inImageNames;
    }

    /** Returns the architecture as the names of Ubuntu's images spell it. */
    String inImageNames() {
        return inImageNames;
    }

    /** Returns what the name of an instance type, such as {@code c7g.large}, suggests. */
    public static Architecture ofType(String type) {
        int dot = type.indexOf('.');
        return GRAVITON.matcher(dot < 0 ? type : type.substring(0, dot)).matches() ? ARM64 : X86_64;
    }

    /** Returns the architecture of a type from {@code SupportedArchitectures} of DescribeInstanceTypes. */
    public static Architecture ofSupported(List<String> supported) {
        return supported.contains("arm64") ? ARM64 : X86_64;
    }
}
