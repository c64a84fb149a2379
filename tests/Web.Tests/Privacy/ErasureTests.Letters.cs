using Activation.Web.Features.People;
using Activation.Web.Platform.Mail;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Privacy;

/// <summary>Letters that have not left are forgotten, wherever they wait.</summary>
public sealed partial class ErasureTests
{
    [Test]
    public async Task Letters_that_wait_for_a_mail_server_are_forgotten_and_others_still_get_theirs()
    {
        // Nobody listens there: what is sent waits, sealed.
        await using var waiting = await TestHub.Sown(limits: true, "--Mail:Host=127.0.0.1", "--Mail:Port=1", "--Mail:Tls=false");
        var email = await waiting.Views.Value<string>("select email from hub.person where name = @name", new { name = Cast.Henrik });
        var outbox = waiting.Services.GetRequiredService<Outbox>();
        foreach (var to in new[] { email, "granne@example.test" })
            await outbox.Send(new Letter(to, "sv", "invitations.letter", "Familjeresan", $"{Cast.Henrik} ({Cast.Henrik.ToUpperInvariant()})"));
        Assert.That(await Waiting(), Has.Count.EqualTo(2).And.Some.Property(nameof(PrintedLetter.Plain)).Contains(Cast.Henrik));
        using (var henrik = await waiting.As(Cast.Henrik)) await henrik.Send("/me/privacy", "form[action*=Erase]", ("Sure", "true"));
        var left = (await Waiting()).Single();
        Assert.That(left.To, Is.EqualTo("granne@example.test"));
        Assert.That($"{left}", Does.Not.Contain(Cast.Henrik).IgnoreCase.And.Contain("[…] ([…]) bjuder in dig till Familjeresan"));

        async Task<List<PrintedLetter>> Waiting()
        {
            var seen = new List<PrintedLetter>();
            await outbox.Rewrite(mail =>
            {
                seen.Add(mail);
                return mail;
            });
            return seen;
        }
    }

    [Test]
    public async Task Letters_in_the_folder_beside_the_data_are_forgotten_too()
    {
        var to = $"{Guid.NewGuid():N}@example.test";
        var email = (await hub.Services.GetRequiredService<PeopleDirectory>().Find(await hub.PersonCalled(Cast.Henrik)))!.Email;
        foreach (var address in new[] { email, to })
            await hub.Services.GetRequiredService<Outbox>().Send(new Letter(address, "sv", "invitations.letter", "Familjeresan", Cast.Henrik)
            {
                Links = [new LetterLink("invitations.accept", new Uri(hub.Address, "/"))],
            });
        await hub.LinkTo(email);
        await hub.LinkTo(to);
        using (var henrik = await hub.As(Cast.Henrik)) await henrik.Send("/me/privacy", "form[action*=Erase]", ("Sure", "true"));
        var written = string.Concat(await Task.WhenAll(Directory.EnumerateFiles(Path.Combine(TestHub.Data, "mail")).Select(file => File.ReadAllTextAsync(file))));
        Assert.That(written, Does.Not.Contain(Cast.Henrik).IgnoreCase.And.Not.Contain(email).IgnoreCase);
        await hub.LinkTo(to);
    }
}
