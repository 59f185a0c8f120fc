package io.jenkins.plugins.locustswarm.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Price;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The price of an EC2 instance type, for cost estimates. */
public final class InstancePrice implements Describable<InstancePrice> {

    private final String instanceType;
    private final String pricePerHour;
    private String region = "";

    @DataBoundConstructor
    public InstancePrice(@CheckForNull String instanceType, @CheckForNull String pricePerHour) {
        this.instanceType = Util.fixNull(instanceType).strip();
        this.pricePerHour = Util.fixNull(pricePerHour).strip();
    }

    public String getInstanceType() {
        return instanceType;
    }

    /** The On-Demand price, in US dollars. */
    public String getPricePerHour() {
        return pricePerHour;
    }

    /** The region of this price; empty for every region without a price of its own. */
    public String getRegion() {
        return region;
    }

    @DataBoundSetter
    public void setRegion(@CheckForNull String value) {
        region = Util.fixNull(value).strip();
    }

    /** Fills in fields that a configuration of another version, or one written by hand, does not have. */
    private Object readResolve() {
        InstancePrice whole = new InstancePrice(instanceType, pricePerHour);
        whole.setRegion(region);
        return whole;
    }

    /**
     * Returns the price for the engine; empty if it is invalid.
     *
     * @param problem receives the reason why it is invalid
     */
    Optional<Ec2Price> usable(Consumer<String> problem) {
        try {
            return Optional.of(toPrice());
        } catch (BadInputException e) {
            problem.accept(e.getMessage());
            return Optional.empty();
        }
    }

    /** @throws BadInputException if the price is invalid */
    Ec2Price toPrice() {
        return new Ec2Price(Util.fixEmpty(region), instanceType, number(pricePerHour));
    }

    private static BigDecimal number(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new BadInputException(Messages.InstancePrice_Number(text), e);
        }
    }

    /** The form of {@link InstancePrice}. */
    @Extension
    @Symbol("instancePrice")
    public static final class DescriptorImpl extends Descriptor<InstancePrice> {

        private static final String ANY_TYPE = "t3.micro";

        @Override
        public String getDisplayName() {
            return Messages.InstancePrice_DisplayName();
        }

        @POST
        public FormValidation doCheckRegion(@QueryParameter String value) {
            InstancePrice price = new InstancePrice(ANY_TYPE, "0");
            price.setRegion(value);
            return check(price);
        }

        @POST
        public FormValidation doCheckInstanceType(@QueryParameter String value) {
            return check(new InstancePrice(value, "0"));
        }

        @POST
        public FormValidation doCheckPricePerHour(@QueryParameter String value) {
            return check(new InstancePrice(ANY_TYPE, value));
        }

        private static FormValidation check(InstancePrice price) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            List<FormValidation> errors = new ArrayList<>();
            price.usable(sentence -> errors.add(FormValidation.error(sentence)));
            return FormValidation.aggregate(errors);
        }
    }
}
