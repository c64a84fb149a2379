using Activation.Web.Features.Board;
using Activation.Web.Features.Challenges;
using Activation.Web.Features.FirstRun;
using Activation.Web.Features.Programmes;
using Activation.Web.Features.Stories;
using Activation.Web.Platform;
using Activation.Web.Platform.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Activation.Web.Features.Front;

/// <summary>What this is, and the way into each public programme.</summary>
[AllowAnonymous]
public sealed class IndexModel(ProgrammeDirectory programmes, ChallengeQuery challenges, Towns towns, Views views, HubSettings settings, BoardWords words, Beginning beginning, StoryShelf shelf) : PageModel
{
    public IReadOnlyList<Gate> Gates { get; private set; } = [];

    /// <summary>There are programmes, but none that a visitor may see.</summary>
    public bool OnlyClosed { get; private set; }

    public bool Demo => settings.Demo;

    public BoardWords Words => words;

    public DateTimeOffset Now { get; } = DateTimeOffset.UtcNow;

    public async Task<IActionResult> OnGetAsync()
    {
        if (await beginning.IsOpen()) return LocalRedirect("/first-run");
        var found = await programmes.Public();
        Gates = [.. await Task.WhenAll(found.Select(Open))];
        OnlyClosed = found.Count == 0 && await views.Everywhere.Value<bool>("select exists (select from programme)");
        return Page();
    }

    async Task<Gate> Open(ProgrammeView programme)
    {
        Reach.Into(programme.Id);
        var counts = await views.One<Counts>(
            "select (count(*) filter (where merged_into is null))::int as initiatives, coalesce(sum(carried_out), 0)::int as carried_out from initiative where programme = @Id", new { programme.Id });
        var today = programme.Today(Now);
        var together = (await challenges.On(programme, today)).Current;
        return new(
            programme, together, await towns.Filled(programme, together, today), counts!.Initiatives, counts.CarriedOut,
            await shelf.Find(programme.Id, new StoryCut(), 0, StoriesShown));
    }

    const int StoriesShown = 3;

    sealed record Counts(int Initiatives, int CarriedOut);
}

/// <summary>The entrance to a programme.</summary>
/// <param name="Filled">Municipalities that are filled on the map.</param>
public sealed record Gate(ProgrammeView Programme, ChallengeView? Together, IReadOnlySet<string> Filled, int Initiatives, int CarriedOut, IReadOnlyList<ShelvedStory> Stories);
