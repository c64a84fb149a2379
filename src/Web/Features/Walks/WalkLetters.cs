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
        var (comes, words) = (guest is { Come: null }, walk.Words());
        var off = new LetterLink($"{words}.off", links.Off(guest?.Guest ?? Guid.Empty));
        var key = guest switch { { Waits: true } => $"{words}.waits-letter", { Come: null } => $"{words}.known-letter", _ => $"{words}.asked-letter" };
        return mail.Send(new Letter(guest is null ? null : email, language, key, About(here, walk))
        {
            From = here.Card.Name, Links = [comes ? off : new LetterLink($"{words}.come", links.Come(guest?.Come ?? ""))], Quiet = comes ? [] : [off],
        });
    }

    /// <param name="version">Of the event that is told of: whoever sends the form twice, and on whichever node, has it told once.</param>
    public Task Moved(ProgrammeView here, WalkCard walk, int version) => Tell(walk, version, one => Written(here, walk, one, $"{walk.Words()}.moved-letter", []));

    /// <summary>To what does not take place nobody needs to say that they stay at home: the letter has no link for it.</summary>
    public Task CalledOff(ProgrammeView here, WalkCard walk, int version) =>
        Tell(walk, version, one => Written(here, walk, one, $"{walk.Words()}.called-off-letter", [Domain.Text.Line(walk.Reason)]) with { Quiet = [] });

    /// <summary>Somebody who waited has a seat. Who does not want it says so by the button, and the next in the list gets it.</summary>
    public async Task SeatGiven(ProgrammeView here, WalkCard course, WalkSeat seat)
    {
        var comer = (await walks.Comers(course)).FirstOrDefault(one => one.Seat == seat.Guest && !one.Waits);
        await mail.SendOnce(
            Occasion(course.Walk, seat.Version),
            comer is { Email: not null } ? [Written(here, course, comer, "courses.given-letter", []) with { Links = [OffOf(here, course, comer)], Quiet = [] }] : []);
    }

    /// <summary>On the last day a seat goes to nobody by itself: all who wait are told, and whoever presses first has it.</summary>
    public async Task SeatIsFree(ProgrammeView here, WalkCard course, int version) => await mail.SendOnce(
        Occasion(course.Walk, version),
        [
            .. (await walks.Comers(course)).Where(one => one is { Email: not null, Waits: true }).Select(one =>
                Written(here, course, one, "courses.free-letter", []) with { Links = [OffOf(here, course, one) with { Key = "courses.take" }], Quiet = [] }),
        ]);

    /// <summary>The course has begun: everybody who has a seat gets the link by which they hand in what they made, and take it back.</summary>
    public async Task HandIn(ProgrammeView here, WalkCard course) => await mail.SendOnce(
        HandingIn(course.Walk),
        [
            .. (await walks.Comers(course)).Where(one => one.Email is not null && !one.Waits).Select(one => Written(here, course, one, "courses.works-letter", []) with
            {
                Links = [new LetterLink("works.to-work", links.Work(course.Walk, one.Seat))], Quiet = [],
            }),
        ]);

    /// <summary>What a letter that leaves once is known by. Not by a position of the log: positions begin anew where a log has moved.</summary>
    public static Guid Occasion(Guid walk, int version) => DerivedId.From($"{version}", walk);

    public static Guid HandingIn(Guid course) => DerivedId.From("works", course);

    async Task Tell(WalkCard walk, int version, Func<Comer, Letter> written) =>
        await mail.SendOnce(Occasion(walk.Walk, version), [.. (await walks.Comers(walk)).Where(one => one.Email is not null).Select(written)]);

    Letter Written(ProgrammeView here, WalkCard walk, Comer one, string key, object[] more) => new(one.Email, one.Language!, key, [.. About(here, walk), .. more])
    {
        From = here.Card.Name, Links = [new LetterLink($"{walk.Words()}.to-walk", links.Walk(walk.Walk))], Quiet = [OffOf(here, walk, one)],
    };

    LetterLink OffOf(ProgrammeView here, WalkCard walk, Comer one) =>
        new($"{walk.Words()}.off", one.Link is { } guest ? links.Off(guest) : address.Of($"/p/{here.Slug}{walk.Path()}"));

    static object[] About(ProgrammeView here, WalkCard walk) =>
        [Domain.Text.Line(walk.Title), here.Local(walk.StartsAt), Domain.Text.Line(walk.Place)];
}
