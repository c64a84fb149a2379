using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.Terms;

public sealed class TermsTests
{
    [Test]
    public async Task Both_pages_are_open_to_all_and_name_who_answers_for_the_programme()
    {
        await using var hub = await TestHub.Sown();
        using var visitor = hub.Visitor("da");
        Assert.Multiple(async () =>
        {
            Assert.That((await visitor.Get("/privacy")).Text, Does.Contain("Familjen Helsingborg").And.Contain("Dine rettigheder"));
            Assert.That((await visitor.Get("/accessibility")).Text, Does.Contain("Familjen Helsingborg").And.Contain("WCAG 2.2"));
        });
    }
}
