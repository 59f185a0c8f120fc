package io.jenkins.plugins.locustswarm.engine.machine.ec2.settings;

import java.util.List;
import java.util.regex.Pattern;

/** The kind of processor of an instance type, for which its image must be made. */
public enum Architecture {
    X86_64("amd64"),
    ARM64("arm64");

    /**
     * The family of a type with Graviton processors: {@code g} is among the letters after the generation ("Amazon EC2
     * instance type naming conventions"), as in c7g, im4gn, or p6e-gb200; the first generation is a1. In g5 and g4dn the
     * letter stands before the generation and means graphics.
     */
    private static final Pattern GRAVITON = Pattern.compile("a1|[a-z]+[0-9]+[a-z0-9-]*?g[a-z0-9-]*");

    private final String inImageNames;

    Architecture(String inImageNames) {
        this.inImageNames = inImageNames;
    }

    /** What the names of Ubuntu's images call it. */
    String inImageNames() {
        return inImageNames;
    }

    /** What the name of an instance type says, such as {@code c7g.large}. */
    public static Architecture ofType(String type) {
        int dot = type.indexOf('.');
        return GRAVITON.matcher(dot < 0 ? type : type.substring(0, dot)).matches() ? ARM64 : X86_64;
    }

    /** What EC2 says of a type: DescribeInstanceTypes, {@code SupportedArchitectures}. */
    public static Architecture ofSupported(List<String> supported) {
        return supported.contains("arm64") ? ARM64 : X86_64;
    }
}
