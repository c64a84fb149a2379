using Activation.Domain.Webhooks;
using Activation.Web.Features.People;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Platform.Hosting;
using Activation.Web.Platform.Mail;

namespace Activation.Web.Features.Webhooks;

/// <summary>Stops a webhook whose receiver has taken nothing for days, and tells those who administer the programme.</summary>
public sealed class HookStops(Views views, Streams streams, HookBook book, ProgrammeDirectory programmes, IMail mail, OwnAddress address, TimeProvider clock)
{
    public async Task Stop(Guid programme, Guid hook, int attempts, CancellationToken cancellationToken)
    {
        if (await programmes.Find(programme) is not { } here || await book.One(programme, hook) is not { } row) return;
        var now = here.Local(clock.GetUtcNow());
        var outcome = await streams.Decide(
            StreamNames.Webhooks(programme), new Writer(programme, null, now, Guid.CreateVersion7()), hooks => Hooking.Stop(hooks, hook, attempts), cancellationToken);
        await book.Stop(hook, now);
        if (outcome is not Done { Changed: true }) return;
        foreach (var one in await Administrators(programme))
            await mail.Send(new Letter(one.Email, one.Language, "hooks.letter", row.Host)
            {
                From = here.Card.Name, Links = [new LetterLink("hooks.letter-button", address.Of($"/p/{here.Slug}/admin/webhooks/{hook}"))],
            });
    }

    Task<IReadOnlyList<PersonRow>> Administrators(Guid programme) => views.In(programme).Many<PersonRow>(
        "select p.person, p.name, p.email, p.language from member m join hub.person p on p.person = m.member where m.programme = @programme and not m.\"left\" and 'administrator' = any(m.roles)", new { programme });
}
