using Activation.Domain.Statements;
using Activation.Web.Features.Happenings;
using Activation.Web.Features.People;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Look;
using Activation.Web.Platform.Pages;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Admin.Statements;

/// <summary>What the organisation says to everybody about personal data and accessibility: written, looked at before it counts, and kept by version.</summary>
[Needs(Permission.Administer)]
public sealed class IndexModel(StatementBook book, PeopleDirectory people) : ProgrammePage
{
    /// <summary>In which language it is written.</summary>
    [BindProperty(SupportsGet = true, Name = "language")]
    public string? Wanted { get; set; }

    [BindProperty]
    public PrivacyForm Privacy { get; set; } = new();

    [BindProperty]
    public AccessibilityForm Accessibility { get; set; } = new();

    public IReadOnlyList<PrivacyStatementRow> PrivacyVersions { get; private set; } = [];

    public IReadOnlyList<AccessibilityStatementRow> AccessibilityVersions { get; private set; } = [];

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Missing { get; private set; } = new Dictionary<string, IReadOnlyList<string>>();

    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();

    /// <summary>What is typed, as everybody would see it; null when nobody asked.</summary>
    public StatementOf? Preview { get; private set; }

    public bool PreviewsPrivacy => Preview?.Privacy is { Version: 0 };

    public Days Days { get; private set; } = null!;

    public string Language => Here.Card.Languages.FirstOrDefault(code => code == Wanted) ?? Here.Card.Languages[0];

    public Tabs LanguageTabs => new(T["statements.languages"], [.. Platform.Look.Languages.All.Where(one => Here.Card.Languages.Contains(one.Code)).Select(one =>
        new Tab(one.Name, $"/p/{Here.Slug}/admin/statements?language={one.Code}", one.Code == Language, Missing[one.Code].Count is var n and > 0 ? n : null))]);

    public Task<IActionResult> OnGetAsync() => Show(filled: false);

    public Task<IActionResult> OnPostPrivacyAsync() => Write(nameof(Privacy), Privacy, (state, programme, actor, now) =>
        WritingStatements.WritePrivacy(state, programme, Privacy.ToCommand(Language), actor, now), nameof(Privacy.Controller));

    public Task<IActionResult> OnPostAccessibilityAsync() => Write(nameof(Accessibility), Accessibility, (state, programme, actor, now) =>
        WritingStatements.WriteAccessibility(state, programme, Accessibility.ToCommand(Language), actor, now), nameof(Accessibility.TestedOn));

    /// <summary>Shows what is typed and keeps nothing of it.</summary>
    public async Task<IActionResult> OnPostLookAsync(string? which)
    {
        var said = await book.Of(Here, Language);
        Preview = which == nameof(Accessibility)
            ? said with { Accessibility = Typed(Accessibility.ToCommand(Language)) }
            : said with { Privacy = Typed(Privacy.ToCommand(Language)) };
        return await Show(filled: true);
    }

    async Task<IActionResult> Write<TForm>(
        string prefix, TForm form, Func<WrittenStatements, Domain.Programmes.Programme, Domain.Members.Actor, DateTimeOffset, Domain.Decision> decide, string field)
    {
        Only(prefix);
        var done = Valid(form, prefix) && await Decide(StreamNames.Statements(Here.Id), StreamNames.Programme(Here.Id), decide, $"{prefix}.{field}");
        return done ? To($"/admin/statements?language={Language}", T["statements.saved"]) : await Show(filled: true);
    }

    PrivacyStatementRow Typed(WritePrivacyStatement c) => new(
        Here.Id, Language, 0, c.Controller, c.Officer, [.. c.Bases.Select(basis => new PurposeBasis(basis.Key, basis.Value))], c.Receivers, c.Authority, Me!.Member, Now);

    AccessibilityStatementRow Typed(WriteAccessibilityStatement c) => new(
        Here.Id, Language, 0, c.Shortcomings, c.TestedOn, c.TestedBy, c.Contact, c.Authority, Me!.Member, Now);

    async Task<IActionResult> Show(bool filled)
    {
        Days = new Days(Here, T, Now);
        (PrivacyVersions, AccessibilityVersions) = (await book.PrivacyVersions(Here.Id, Language), await book.AccessibilityVersions(Here.Id, Language));
        Missing = await book.Missing(Here);
        Names = await people.NamesOf(PrivacyVersions.Select(row => row.Actor).Concat(AccessibilityVersions.Select(row => row.Actor)).OfType<Guid>());
        // One form was sent; the other one shows what stands.
        if (!filled || Privacy.Controller is null) Privacy = PrivacyForm.Of(PrivacyVersions is [var privacy, ..] ? privacy : null);
        if (!filled || Accessibility.Contact is null) Accessibility = AccessibilityForm.Of(AccessibilityVersions is [var accessibility, ..] ? accessibility : null);
        Privacy.Fill();
        return Page();
    }
}
