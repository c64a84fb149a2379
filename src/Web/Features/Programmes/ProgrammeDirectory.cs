using System.Collections.Concurrent;
using Activation.Domain.Programmes;
using Activation.Domain.Scoring;
using Activation.Store;
using Activation.Store.Followers;
using Activation.Web.Platform;

namespace Activation.Web.Features.Programmes;

/// <summary>A programme with its small tables, as every page needs them.</summary>
public sealed record ProgrammeView(
    ProgrammeCard Card, IReadOnlyList<MunicipalityRow> Municipalities, IReadOnlyList<CoreValueRow> Values,
    IReadOnlyList<FocusAreaRow> FocusAreas, IReadOnlyList<StageRow> Stages, IReadOnlyList<ScoringRulesRow> RulesSet)
{
    public Guid Id => Card.Programme;

    public string Slug => Card.Slug;

    public TimeZoneInfo TimeZone { get; } = TimeZoneInfo.FindSystemTimeZoneById(Card.TimeZone);

    /// <summary>What scores and points are counted by: every figure asks for the rules of its own day.</summary>
    public RulesBook Rules { get; } = BookOf(RulesSet);

    /// <summary>The stage that is open; null before the first and between two.</summary>
    public StageRow? OpenStage => Stages.FirstOrDefault(stage => stage.State == "open");

    /// <summary>Versions of the rules as a book, in the order in which they were confirmed.</summary>
    public static RulesBook BookOf(IEnumerable<ScoringRulesRow> set) =>
        set.Aggregate(RulesBook.AtStart, (book, version) => book.With(version.FromOn, version.Rules, version.InsteadOf));

    public string NameOf(string municipality) => Municipalities.FirstOrDefault(m => m.Municipality == municipality)?.Name ?? municipality;

    /// <summary>The day it is there.</summary>
    public DateOnly Today(DateTimeOffset now) => DateOnly.FromDateTime(Local(now).DateTime);

    public DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, TimeZone);
}

/// <summary>The programmes, kept in memory until an event changes one.</summary>
public sealed class ProgrammeDirectory
{
    readonly Views views;
    ConcurrentDictionary<string, ProgrammeView> known = new(StringComparer.Ordinal);
    Action? forgotten;

    public ProgrammeDirectory(Views views, ReadModels readModels)
    {
        this.views = views;
        readModels.BeforeShown(Forget);
    }

    public async Task<ProgrammeView?> Find(string slug)
    {
        // What is loaded while events arrive belongs to the memory that was there before them, and is forgotten with it.
        var memory = known;
        if (memory.TryGetValue(slug, out var view)) return view;
        return await Load(slug) is { } loaded ? memory[slug] = loaded : null;
    }

    /// <summary>For what knows a programme by its id only, such as a link in a letter.</summary>
    public async Task<ProgrammeView?> Find(Guid programme) =>
        await views.Everywhere.Column<string>("select slug from programme where programme = @programme", new { programme }) is [var slug] ? await Find(slug) : null;

    public Task<IReadOnlyList<ProgrammeView>> Public() => OpenTo(null);

    /// <summary>Those that anybody may see, and those that a person is a member of.</summary>
    public async Task<IReadOnlyList<ProgrammeView>> OpenTo(Guid? person)
    {
        var slugs = await views.Everywhere.Column<string>(
            """
            select slug from programme p
             where public or exists (select from member m where m.programme = p.programme and m.member = @person::uuid and not m."left")
             order by name
            """,
            new { person });
        var found = new List<ProgrammeView>();
        foreach (var slug in slugs)
            if (await Find(slug) is { } view) found.Add(view);
        return found;
    }

    /// <summary>What others keep of programmes is to be forgotten with them: words were taken out of the tables, and no event tells when they were gone.</summary>
    public void WhenForgotten(Action forget) => forgotten += forget;

    /// <summary>What was remembered while seed data grew is half of it.</summary>
    public void Forget()
    {
        known = new(StringComparer.Ordinal);
        forgotten?.Invoke();
    }

    void Forget(Projected projected)
    {
        if (projected.Events.Any(recorded => recorded.Data is EventMasked || recorded.Data.GetType().Namespace == typeof(ProgrammeStarted).Namespace)) known = new(StringComparer.Ordinal);
    }

    async Task<ProgrammeView?> Load(string slug)
    {
        if (await views.Everywhere.One<ProgrammeCard>("select * from programme where slug = @slug", new { slug }) is not { } card) return null;
        var (id, within) = (new { card.Programme }, views.In(card.Programme));
        return new ProgrammeView(
            card,
            await within.Many<MunicipalityRow>("select * from municipality where programme = @Programme order by route_place", id),
            await within.Many<CoreValueRow>("select * from core_value where programme = @Programme order by place", id),
            await within.Many<FocusAreaRow>("select * from focus_area where programme = @Programme order by flag", id),
            await within.Many<StageRow>("select * from stage where programme = @Programme order by stage", id),
            await within.Many<ScoringRulesRow>("select * from scoring_rules where programme = @Programme order by position", id));
    }
}
