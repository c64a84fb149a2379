using Activation.Domain;
using Activation.Domain.Comments;
using Activation.Web.Features.Happenings;
using Activation.Web.Features.People;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Pages;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Comments;

/// <summary>What somebody said themselves: taken back, or appealed for, also when the story that it is about is shown no longer.</summary>
[Needs(Permission.Join)]
public sealed class MineModel(OwnWords own, Unsaying unsaying, PeopleDirectory people) : ProgrammePage, IAsksForWords
{
    [BindProperty]
    public string? Words { get; set; }

    public Guid? Asked { get; private set; }

    public string? AskedFor { get; private set; }

    public ReportWhy? Why => null;

    public IReadOnlyList<OwnRemark> Said { get; private set; } = [];

    public IReadOnlyList<FollowedAway> Followed { get; private set; } = [];

    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();

    public Days Days { get; private set; } = null!;

    public async Task OnGetAsync() => await Show();

    public Task<IActionResult> OnPostRemoveAsync(Guid comment) => Act(comment, "comments.removed", (hand, spot) => unsaying.Remove(hand, spot, comment));

    public Task<IActionResult> OnPostAppealAsync(Guid comment)
    {
        (Asked, AskedFor) = (comment, "Appeal");
        return Act(comment, "comments.appealed", (hand, spot) => hand.AppealIt(spot, comment, Words), isRight: () => Valid(this));
    }

    public async Task<IActionResult> OnPostUnfollowAsync(Guid story)
    {
        // Shown again meanwhile, it is followed no longer from its own page.
        if ((await own.Followed(Here.Id, Me!.Member)).FirstOrDefault(one => one.Story == story) is not { } followed) return await Again();
        return Told(await Hand.Unfollow(new Spot(followed.Initiative, followed.Story))) ? To("/comments/mine", T["comments.unfollowed"]) : await Again();
    }

    /// <summary>With the names of those who stand in it.</summary>
    public string Written(OwnRemark one) => string.Concat(
        Mention.Pieces(one.Text, one.Mentioned).Select(piece => piece.Member is { } member ? $"@{Names.GetValueOrDefault(member) ?? T["comments.mentioned"]}" : piece.Words));

    async Task<IActionResult> Act(Guid comment, string toast, Func<Hand, Spot, Task<Outcome>> act, Func<bool>? isRight = null)
    {
        if (await own.One(Here.Id, Me!.Member, comment) is not { } said)
        {
            ModelState.AddModelError("", T[Refusals.Initiatives.CommentUnknown]);
            return await Again();
        }

        return isRight?.Invoke() != false && Told(await act(Hand, said.Spot), nameof(Words)) ? To("/comments/mine", T[toast]) : await Again();
    }

    async Task<IActionResult> Again()
    {
        await Show();
        return Page();
    }

    async Task Show()
    {
        Days = new Days(Here, T, Now);
        Said = await own.Of(Here.Id, Me!.Member);
        Followed = await own.Followed(Here.Id, Me.Member);
        Names = await people.NamesOf(Said.SelectMany(one => one.Mentioned));
    }
}

/// <summary>Whoever appeals says why.</summary>
public sealed class AppealValidator : AbstractValidator<MineModel>
{
    public AppealValidator() => RuleFor(form => form.Words).Needed(Refusals.Texts.Missing).Fits(Domain.Text.NoteLimit);
}
