package io.jenkins.plugins.locustswarm.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.hudson.plugins.folder.properties.FolderCredentialsProvider.FolderCredentialsProperty;
import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.domains.DomainCredentials;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.Items;
import io.jenkins.plugins.locustswarm.config.secret.AwsLogin;
import io.jenkins.plugins.locustswarm.fixture.WebClients;
import java.util.List;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlFormUtil;
import org.htmlunit.html.HtmlInput;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Which accounts a profile's credentials can stand for: shop and its part shop/cart have their own ones. */
@WithJenkins
class SwarmProfileTest {

    private JenkinsRule jenkins;

    @BeforeEach
    void makeFolders(JenkinsRule rule) throws Exception {
        jenkins = rule;
        SystemCredentialsProvider.getInstance().getCredentials().add(credentials("AKIAOFALLJENKINS0000"));
        SystemCredentialsProvider.getInstance().save();
        Folder shop = jenkins.createProject(Folder.class, "shop");
        give(shop, "AKIAOFSHOP0000000000");
        give(shop.createProject(Folder.class, "cart"), "AKIAOFCART0000000000");
        shop.createProject(Folder.class, "search");
        jenkins.createProject(Folder.class, "stock");
    }

    private static AWSCredentialsImpl credentials(String key) {
        return new AWSCredentialsImpl(CredentialsScope.GLOBAL, "load-aws", key, "secret", "");
    }

    private static void give(Folder folder, String key) throws Exception {
        folder.addProperty(new FolderCredentialsProperty(
                new DomainCredentials[] {new DomainCredentials(null, List.of(credentials(key)))}));
    }

    private static int accounts(String folders) {
        SwarmProfile profile = new SwarmProfile("default", new LocalMachines());
        profile.setFolders(folders);
        return AwsLogin.with("load-aws", profile.places()).size();
    }

    @Test
    void aProfileForAllFoldersMayUseTheCredentialsOfEachFolder() {
        assertThat(accounts("")).isEqualTo(3);
    }

    @Test
    void aProfileForSomeFoldersUsesTheirCredentialsAndThoseOfJenkins() {
        assertThat(accounts("shop")).isEqualTo(3);
        assertThat(accounts("shop/cart")).isEqualTo(2);
        assertThat(accounts("shop/search")).as("it has that of shop").isEqualTo(2);
        assertThat(accounts("stock")).isEqualTo(1);
        assertThat(accounts("gone")).isEqualTo(1);
    }

    private static List<String> profilesFor(Item item) {
        return LocustSwarmConfiguration.get().profilesFor(item).stream()
                .map(SwarmProfile::getName)
                .toList();
    }

    @Test
    void theJobsOfARenamedOrMovedFolderKeepTheirProfilesAndANewFolderDoesNotGetThem() throws Exception {
        SwarmProfile ofShop = new SwarmProfile("lab", new LocalMachines());
        ofShop.setFolders("shop\nstock");
        SwarmProfile ofCart = new SwarmProfile("cart only", new LocalMachines());
        ofCart.setFolders("shop/cart\nshopping");
        LocustSwarmConfiguration.get().setProfiles(List.of(ofShop, ofCart));
        Folder shop = jenkins.jenkins.getItemByFullName("shop", Folder.class);
        FreeStyleProject job = jenkins.jenkins
                .getItemByFullName("shop/cart", Folder.class)
                .createProject(FreeStyleProject.class, "load");

        shop.renameTo("store");

        assertThat(profilesFor(job)).containsExactly("lab", "cart only");
        Folder other = jenkins.createProject(Folder.class, "shop");
        assertThat(profilesFor(other.createProject(Folder.class, "cart"))).isEmpty();

        Items.move(shop, jenkins.createProject(Folder.class, "all"));

        assertThat(profilesFor(job)).containsExactly("lab", "cart only");
        LocustSwarmConfiguration.get().load();
        assertThat(LocustSwarmConfiguration.get().getProfiles())
                .extracting(SwarmProfile::getFolders)
                .as("saved")
                .containsExactly("all/store\nstock", "all/store/cart\nshopping");
    }

    @Test
    void eachProfileThatIsAddedInTheFormGetsANameOfItsOwn() throws Throwable {
        HtmlPage page = WebClients.withoutStyles(jenkins).goTo("configure");
        HtmlForm form = page.getFormByName("config");
        List<String> names = List.of("default", "default-2", "default-3");

        for (int count = 2; count <= names.size(); count++) {
            HtmlFormUtil.getButtonByCaption(form, "Add a profile").click();

            List<String> expected = names.subList(0, count);
            WebClients.awaitScripts(
                    page,
                    () -> assertThat(form.querySelectorAll(".locust-profile-name"))
                            .extracting(name -> ((HtmlInput) name).getValue())
                            .isEqualTo(expected));
        }
    }
}
