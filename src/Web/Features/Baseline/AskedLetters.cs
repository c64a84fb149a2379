using Activation.Domain.Baselines;
using Activation.Jobs;
using Activation.Web.Features.Deeds;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Platform.Mail;

namespace Activation.Web.Features.Baseline;

/// <summary>
/// Letters to those who were asked, each with a link that answers without signing in, once. Some leave at a time: all of them or none, and none twice, wherever
/// a hub stops. Who has answered or left in the meantime gets none, nor does anybody when the wave is closed.
/// </summary>
public sealed class AskedLetters(Views views, DeedLinks links, IMail mail, ProgrammeDirectory programmes) : IJob
{
    /// <summary>So much longer than the wave a link is known: who comes too late reads that it is closed.</summary>
    static readonly TimeSpan Late = TimeSpan.FromDays(30);

    public async Task Run(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var piles = await views.Everywhere.Many<Pile>(
            """
            select distinct a.post, a.programme, a.stage, w.until_on, w.closed_at is null as is_open
              from hub.baseline_ask a join baseline_wave w using (programme, stage) where a.post is not null
            """);
        await piles.Alone(Send, cancellationToken);
        // No wave lasts longer: whom it asked nobody needs to know then.
        await views.Execute("delete from hub.baseline_ask where asked_at < @before", new { before = now.AddDays(-Asking.MostDays) });

        async Task Send(Pile pile)
        {
            if (await programmes.Find(pile.Programme) is { } here && pile.IsOpen && pile.UntilOn >= here.Today(now)) await Write(here, pile, now);
            await views.Execute("update hub.baseline_ask set post = null where post = @Post", new { pile.Post });
        }
    }

    // Twice, when a hub stopped in the middle, only the links are made: the outbox knows the pile, and a link that is in no letter opens nothing for anybody.
    async Task Write(ProgrammeView here, Pile pile, DateTimeOffset now)
    {
        var asked = await views.In(here.Id).Many<Asked>(
            $"""
            select p.person, p.email, p.language
              from hub.baseline_ask a join member m on m.programme = a.programme and m.member = a.person join hub.person p on p.person = a.person
             where a.programme = @Id and a.post = @Post and {AskAll.IsToBeAsked}
             order by p.person
            """,
            new { here.Id, pile.Post, pile.Stage });
        if (asked.Count == 0) return;
        var lasts = TimeSpan.FromDays(pile.UntilOn.DayNumber - here.Today(now).DayNumber + 1) + Late;
        var made = await links.MakeAll(Deed.Baseline, here.Id, AskAll.Subject(pile.Stage), [.. asked.Select(one => one.Person)], lasts);
        await mail.SendOnce(pile.Post, [.. asked.Zip(made, (one, link) => new Letter(one.Email, one.Language, "baseline.letter", here.Card.Name)
        {
            From = here.Card.Name, Links = [new LetterLink("baseline.letter-button", link)],
        })]);
    }

    /// <param name="Post">What the outbox knows it by.</param>
    sealed record Pile(Guid Post, Guid Programme, int Stage, DateOnly UntilOn, bool IsOpen);

    sealed record Asked(Guid Person, string Email, string Language);
}
