using System.Globalization;
using Activation.Domain;
using Activation.Domain.Comments;
using Activation.Web.Features.Comments;
using Activation.Web.Features.Initiatives.Details;
using Activation.Web.Features.Stories;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Api;
using Activation.Web.Platform.Pages;

namespace Activation.Web.Features.Api;

/// <param name="Text">Names of members after an @ mention them; a name that several have is refused, with those whom it could mean in <c>errors</c>.</param>
/// <param name="Activity">Which activity it is about; an answer is about what it answers.</param>
/// <param name="Answers">The comment that it answers.</param>
public sealed record CommentBody(string? Text, Guid? Activity, Guid? Answers);

/// <param name="Words">Needed where the reason is <c>other</c>.</param>
public sealed record ReportBody(ReportWhy? Why, string? Words);

/// <param name="Answers">What it answers: threads are one level deep.</param>
/// <param name="By">How its author is called before the caller.</param>
/// <param name="Text">Empty where it is hidden from the caller, or was taken out.</param>
public sealed record CommentShape(Guid Id, Guid? Activity, Guid? Answers, string By, bool Own, string Text, bool Hidden, DateTimeOffset At, IReadOnlyList<ReactionShape> Reactions);

/// <param name="Own">The caller is one of them.</param>
public sealed record ReactionShape(ReactionKind Kind, int Count, bool Own);

public sealed record CommentedShape(long Position, Guid Id);

public sealed record FollowedShape(long Position, bool Follows);

/// <summary>What is said about an initiative and its activities, or about a story: read, written, answered, reacted to, reported and followed.</summary>
static class CommentsApi
{
    const int UsualPage = 50;
    const int LargestPage = 200;

    public static void MapComments(this IEndpointRouteBuilder here)
    {
        Map(here.MapGroup("/initiatives/{number:int}"), "an initiative and its activities");
        Map(here.MapGroup("/stories/{slug}"), "a story");
    }

    static void Map(RouteGroupBuilder thing, string what)
    {
        thing.MapGet("/comments", List).WithSummary($"What is said about {what}, the oldest first, a page at a time").Produces<PageOf<CommentShape>>();
        thing.MapPost("/comments", Say).WithSummary($"Say something about {what}, or answer").Produces<CommentedShape>(StatusCodes.Status201Created)
            .WithMetadata(new Example("""{ "text": "Vi har en projektor att låna ut." }"""));
        thing.MapPut("/comments/{comment:guid}/reactions/{kind}", React).WithSummary("Thank, call it a good idea, or say that one can help").Produces<CommentedShape>();
        thing.MapDelete("/comments/{comment:guid}/reactions/{kind}", Unreact).WithSummary("Take the reaction back").Produces<CommentedShape>();
        thing.MapPost("/comments/{comment:guid}/report", Report).WithSummary("Report what does not belong").Produces<CommentedShape>()
            .WithMetadata(new Example("""{ "why": "private", "words": "Det är min granne." }"""));
        thing.MapPut("/follow", Follow).WithSummary($"Be told when something happens with {what}").Produces<FollowedShape>();
        thing.MapDelete("/follow", Unfollow).WithSummary("Be told no longer").Produces<FollowedShape>();
    }

    [Needs(Permission.Look)]
    static async Task<IResult> List(string programme, Caller caller, StoryShelf shelf, TalkReading talks, Reading reading, string? next, int limit = UsualPage)
    {
        if ((next is null ? LastSeen.BeforeAll : LastSeen.Of(next)) is not { } after || limit is < 1 or > LargestPage) return Problem.Bad("api.page", LargestPage);
        if (await SpotOf(caller, shelf) is not { } spot) return Problem.Missing;
        var (here, me) = (await caller.Here(), await caller.Me());
        var shown = spot.Story is null ? (await reading.Activities(spot.Initiative)).Where(card => card.IsShownTo(me is not null)).Select(card => card.Activity).ToArray() : [];
        var heard = await talks.InTime(here, new Heed(here.Id, spot, me?.Member, shown), me, await caller.Now(), after, limit + 1);
        var said = heard.Talk.Everything.ToList();
        var more = said.Count > limit ? new LastSeen(said[limit - 1].Remark.At, said[limit - 1].Remark.Comment).Next : null;
        return Tagged.Json(caller.Http, new PageOf<CommentShape>([.. said.Take(limit).Select(one => new CommentShape(
            one.Remark.Comment, one.Remark.Activity, one.Remark.Thread, one.By, one.Remark.Author == me?.Member, heard.Written(one.Remark.Text, one.Remark), one.Remark.IsHidden,
            here.Local(one.Remark.At), [.. one.Remark.Reactions.Select(given => new ReactionShape(given.Kind, given.Count, given.Own))]))], more));
    }

    [Needs(Permission.Join)]
    static async Task<IResult> Say(string programme, CommentBody body, Caller caller, StoryShelf shelf, Mentions mentions, Texts texts)
    {
        if (await SpotOf(caller, shelf) is not { } spot) return Problem.Missing;
        var hand = await caller.Hand();
        var resolved = await mentions.In(hand.Here.Id, body.Text ?? "", new Dictionary<string, string>());
        if (resolved.Unclear.Count > 0) return caller.Wrong([.. resolved.Unclear.Select(one => (nameof(body.Text), Unclear(one, hand, texts)))]);
        var id = DerivedId.From(spot.Thing, hand.Me.Member, hand.Command);
        return await hand.Say(spot, id, resolved.Text, body.Activity, body.Answers, resolved.Members) switch
        {
            No no => Problem.Of(no),
            var outcome => Results.Created((string?)null, new CommentedShape(((Done)outcome).Position, id)),
        };
    }

    [Needs(Permission.Join)]
    static Task<IResult> React(string programme, Guid comment, string kind, Caller caller, StoryShelf shelf, Remarks remarks) =>
        OnOne(comment, caller, shelf, remarks, (hand, spot) => hand.React(spot, comment, KindOf(kind)));

    [Needs(Permission.Join)]
    static Task<IResult> Unreact(string programme, Guid comment, string kind, Caller caller, StoryShelf shelf, Remarks remarks) =>
        OnOne(comment, caller, shelf, remarks, (hand, spot) => hand.Unreact(spot, comment, KindOf(kind)));

    [Needs(Permission.Join)]
    static Task<IResult> Report(string programme, Guid comment, ReportBody body, Caller caller, StoryShelf shelf, Remarks remarks) =>
        OnOne(comment, caller, shelf, remarks, (hand, spot) => hand.Report(spot, comment, body.Why ?? (ReportWhy)(-1), body.Words));

    [Needs(Permission.Join)]
    static Task<IResult> Follow(string programme, Caller caller, StoryShelf shelf) => Following(caller, shelf, follows: true);

    [Needs(Permission.Join)]
    static Task<IResult> Unfollow(string programme, Caller caller, StoryShelf shelf) => Following(caller, shelf, follows: false);

    static async Task<IResult> Following(Caller caller, StoryShelf shelf, bool follows)
    {
        if (await SpotOf(caller, shelf) is not { } spot) return Problem.Missing;
        var hand = await caller.Hand();
        return await (follows ? hand.Follow(spot) : hand.Unfollow(spot)) switch
        {
            No no => Problem.Of(no),
            var outcome => Results.Ok(new FollowedShape(((Done)outcome).Position, follows)),
        };
    }

    static async Task<IResult> OnOne(Guid comment, Caller caller, StoryShelf shelf, Remarks remarks, Func<Hand, Spot, Task<Outcome>> act)
    {
        if (await SpotOf(caller, shelf) is not { } spot || !await remarks.Holds((await caller.Here()).Id, spot, comment)) return Problem.Missing;
        return await act(await caller.Hand(), spot) switch
        {
            No no => Problem.Of(no),
            var outcome => Results.Ok(new CommentedShape(((Done)outcome).Position, comment)),
        };
    }

    /// <summary>What the address leads to; null when it is not there.</summary>
    static async Task<Spot?> SpotOf(Caller caller, StoryShelf shelf)
    {
        var route = caller.Http.Request.RouteValues;
        if (route["slug"] is string slug) return await shelf.Shown((await caller.Here()).Id, slug) is { } story ? new Spot(story.Initiative, story.Story) : null;
        return int.TryParse(route["number"] as string, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && await caller.Initiative(number) is { } initiative ? new Spot(initiative) : null;
    }

    // What is none of ours is refused by name.
    static ReactionKind KindOf(string word) =>
        Enum.GetValues<ReactionKind>().Where(one => string.Equals($"{one}", word, StringComparison.OrdinalIgnoreCase)).DefaultIfEmpty((ReactionKind)(-1)).First();

    static string Unclear(Unclear one, Hand hand, Texts texts) => texts[
        "comments.mention-unclear", string.Join("; ", one.Candidates.Select(meant => $"@{meant.Name} ({hand.Here.NameOf(meant.Municipality)})"))];
}
