using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Platform.Hosting;
using Activation.Web.Platform.Mail;
using Activation.Web.Platform.Pages;

namespace Activation.Web.Features.Walks;

/// <summary>What those who come are told by mail. What a stranger types is in no letter: nobody sends words of their own through us.</summary>
public sealed class WalkLetters(IMail mail, OwnAddress address, WalkLinks links, WalkList walks)
{
    /// <summary>The letter that verifies an address. With no guest it goes to nobody, so that how long it takes tells nothing.</summary>
    public Task Asked(ProgrammeView here, WalkCard walk, string email, string language, AskedGuest? guest)
    {
        var comes = guest is { Come: null };
        var off = new LetterLink("walks.off", links.Off(guest?.Guest ?? Guid.Empty));
        return mail.Send(new Letter(guest is null ? null : email, language, comes ? "walks.known-letter" : "walks.asked-letter", About(here, walk))
        {
            From = here.Card.Name, Links = [comes ? off : new LetterLink("walks.come", links.Come(guest?.Come ?? ""))], Quiet = comes ? [] : [off],
        });
    }

    /// <param name="position">Of the event that is told of: whoever sends the form twice, and on whichever node, has it told once.</param>
    public Task Moved(ProgrammeView here, WalkCard walk, long position) => Tell(here, walk, position, "walks.moved-letter");

    public Task CalledOff(ProgrammeView here, WalkCard walk, long position) =>
        Tell(here, walk, position, "walks.called-off-letter", Domain.Text.Line(walk.Reason));

    /// <summary>What a letter that leaves once is known by.</summary>
    public static Guid Occasion(Guid walk, long position) => DerivedId.From($"{position}", walk);

    async Task Tell(ProgrammeView here, WalkCard walk, long position, string key, params object[] more) => await mail.SendOnce(
        Occasion(walk.Walk, position), [.. (await walks.Comers(walk)).Where(one => one.Email is not null).Select(one => Written(here, walk, one, key, more))]);

    Letter Written(ProgrammeView here, WalkCard walk, Comer one, string key, object[] more)
    {
        var off = new LetterLink("walks.off", one.Link is { } guest ? links.Off(guest) : address.Of($"/p/{here.Slug}/walks/{walk.Number}"));
        return new Letter(one.Email, one.Language!, key, [.. About(here, walk), .. more])
        {
            From = here.Card.Name, Links = [new LetterLink("walks.to-walk", links.Walk(walk.Walk))], Quiet = [off],
        };
    }

    static object[] About(ProgrammeView here, WalkCard walk) =>
        [Domain.Text.Line(walk.Title), here.Local(walk.StartsAt), Domain.Text.Line(walk.Place)];
}
