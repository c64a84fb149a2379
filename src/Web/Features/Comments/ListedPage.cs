using Activation.Domain.Comments;
using Activation.Web.Features.Happenings;
using Activation.Web.Features.People;
using Activation.Web.Platform;
using Activation.Web.Platform.Pages;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Comments;

/// <summary>A comment in a list, away from where it was written.</summary>
public interface IListed
{
    string Text { get; }

    /// <summary>Members who stand in it.</summary>
    Guid[] Mentioned { get; }

    Spot Spot { get; }
}

/// <summary>What was said here and there, a page at a time, with small forms about each: one's own, or what waits for those who answer for what is said.</summary>
public abstract class ListedPage<TListed>(PeopleDirectory people) : ProgrammePage, IAsksForWords
    where TListed : class, IListed
{
    const int PageSize = 50;

    const int Farthest = 1_000_000;

    [BindProperty]
    public string? Words { get; set; }

    /// <summary>How many come before those that are shown.</summary>
    [BindProperty(SupportsGet = true)]
    public int From { get; set; }

    public Guid? Asked { get; private set; }

    public string? AskedFor { get; private set; }

    public ReportWhy? Why => null;

    public IReadOnlyList<TListed> Listed { get; private set; } = [];

    /// <summary>Where the next ones are; null when these are the last.</summary>
    public int? More { get; private set; }

    public Days Days { get; private set; } = null!;

    protected IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();

    /// <summary>Its own path below the programme.</summary>
    protected abstract string Place { get; }

    /// <summary>What is said of one that is not in the list, or not any more; a text key.</summary>
    protected abstract string Gone { get; }

    public virtual async Task OnGetAsync() => await Show();

    /// <summary>With the names of those who stand in it.</summary>
    public string Written(TListed one) => string.Concat(
        Mention.Pieces(one.Text, one.Mentioned).Select(piece => piece.Member is { } member ? $"@{NameOf(member)}" : piece.Words));

    public string NameOf(Guid member) => Names.GetValueOrDefault(member) ?? T["comments.mentioned"];

    protected abstract Task<IReadOnlyList<TListed>> Find(int from, int count);

    protected abstract Task<TListed?> One(Guid comment);

    /// <summary>Whose names stand beside it.</summary>
    protected virtual IEnumerable<Guid> Called(TListed one) => one.Mentioned;

    /// <summary>What was written is enough to be sent.</summary>
    protected abstract bool HasWords();

    /// <param name="form">Which of the forms that take words; null for one without.</param>
    protected async Task<IActionResult> Act(Guid comment, string? form, string toast, Func<Hand, Spot, Task<Outcome>> act)
    {
        if (form is not null) (Asked, AskedFor) = (comment, form);
        if (await One(comment) is not { } said) ModelState.AddModelError("", T[Gone]);
        else if ((form is null || HasWords()) && Told(await act(Hand, said.Spot), nameof(Words))) return Back(T[toast]);
        return await Again();
    }

    protected IActionResult Back(string toast) => To(From > 0 ? $"{Place}?from={From}" : Place, toast);

    protected async Task<IActionResult> Again()
    {
        await Show();
        return Page();
    }

    protected virtual async Task Show()
    {
        Days = new Days(Here, T, Now);
        From = Math.Clamp(From, 0, Farthest);
        var found = await Find(From, PageSize + 1);
        // What stood on the last page may all be gone by now.
        if (found.Count == 0 && From > 0) found = await Find(From = 0, PageSize + 1);
        (Listed, More) = ([.. found.Take(PageSize)], found.Count > PageSize ? From + PageSize : null);
        Names = await people.NamesOf(Listed.SelectMany(Called));
    }
}
