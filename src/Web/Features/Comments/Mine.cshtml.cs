using Activation.Domain;
using Activation.Web.Features.People;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Pages;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Comments;

/// <summary>What somebody said themselves: taken back, or appealed for, also when the story that it is about is shown no longer.</summary>
[Needs(Permission.GiveBack)]
public sealed class MineModel(OwnWords own, Unsaying unsaying, ModerationList moderation, PeopleDirectory people) : ListedPage<OwnRemark>(people)
{
    public IReadOnlyList<FollowedAway> Followed { get; private set; } = [];

    /// <summary>Those with an open appeal that nobody can answer as things are.</summary>
    public IReadOnlySet<Guid> Unanswerable { get; private set; } = new HashSet<Guid>();

    protected override string Place => "/comments/mine";

    protected override string Gone => Refusals.Initiatives.CommentUnknown;

    public Task<IActionResult> OnPostRemoveAsync(Guid comment) => Act(comment, null, "comments.removed", (hand, spot) => unsaying.Remove(hand, spot, comment));

    [AlsoNeeds(Permission.Join)]
    public async Task<IActionResult> OnPostAppealAsync(Guid comment) =>
        await Act(comment, "Appeal", await moderation.AppealedTo(Here.Id, comment), (hand, spot) => hand.AppealIt(spot, comment, Words));

    public async Task<IActionResult> OnPostUnfollowAsync(Guid story)
    {
        // Shown again meanwhile, it is followed no longer from its own page.
        if ((await own.Followed(Here.Id, Me!.Member)).FirstOrDefault(one => one.Story == story) is not { } followed) return await Again();
        return Told(await Hand.Unfollow(new Spot(followed.Initiative, followed.Story))) ? Back(T["comments.unfollowed"]) : await Again();
    }

    protected override Task<IReadOnlyList<OwnRemark>> Find(int from, int count) => own.Of(Here.Id, Me!.Member, from, count);

    protected override Task<OwnRemark?> One(Guid comment) => own.One(Here.Id, Me!.Member, comment);

    protected override bool HasWords() => Valid(this);

    protected override async Task Show()
    {
        await base.Show();
        Followed = await own.Followed(Here.Id, Me!.Member);
        Unanswerable = await moderation.WithNobodyElse(Here.Id, [.. Listed.Where(one => one.Moderation is { IsAppealed: true }).Select(one => one.Comment)]);
    }
}

/// <summary>Whoever appeals says why.</summary>
public sealed class AppealValidator : AbstractValidator<MineModel>
{
    public AppealValidator() => RuleFor(form => form.Words).Needed(Refusals.Texts.Missing).Fits(Domain.Text.NoteLimit);
}
