using Activation.Domain;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Hosting;
using Activation.Web.Platform.Identity;
using Activation.Web.Platform.Pages;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Activation.Web.Features.Me;

/// <summary>The keys that somebody gave to programs: made, shown once, and taken back.</summary>
[SignedIn]
public sealed class TokensModel(Tokens tokens, SecurityLog log) : MyPage
{
    /// <summary>More than anybody keeps an eye on.</summary>
    public const int Most = 20;

    /// <summary>How long a key may be good, in days.</summary>
    public static readonly IReadOnlyList<int> Spans = [30, 90, 365];

    public IReadOnlyList<TokenRow> Rows { get; private set; } = [];

    /// <summary>The new key: the only time it is seen.</summary>
    public string? Secret { get; private set; }

    /// <summary>The key that the form makes, sealed: a double click makes one.</summary>
    [BindProperty]
    public string? Prepared { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string Scope { get; set; } = Scopes.Read;

    [BindProperty]
    public int Days { get; set; } = 90;

    public IEnumerable<SelectListItem> Choices => Scopes.All.Select(scope => new SelectListItem(T[$"tokens.{scope}"], scope));

    public IEnumerable<SelectListItem> DayChoices => Spans.Select(days => new SelectListItem(T["tokens.days", days], $"{days}"));

    /// <summary>A key from before its owner administered anything: it opens nothing until it is made anew, signed in with two factors.</summary>
    public bool IsTooWeak(TokenRow row) => Standing is { Administers: true } && !row.Strong && !row.Invented;

    Standing Standing => (Standing)HttpContext.Items[typeof(Standing)]!;

    public Task<IActionResult> OnGetAsync() => AsMyself(Show);

    public Task<IActionResult> OnPostAsync() => AsMyself(async () =>
    {
        Rows = await tokens.Of(Person.Person);
        if (!Valid(this)) return Page();
        var secret = tokens.Prepared(Person.Person, Prepared);
        if (Rows.Count(row => row.IsGood(Now)) >= Most && !await tokens.IsMade(Person.Person, secret))
        {
            ModelState.AddModelError("", T["tokens.too-many", Most]);
            return Page();
        }

        string[] scopes = Scope == Scopes.Write ? [.. Scopes.All] : [Scopes.Read];
        await tokens.Make(Standing, secret, Text.Line(Name), scopes, Now, Now.AddDays(Days));
        log.Note(HttpContext, SecurityKinds.TokenMade);
        Secret = secret;
        // It stands on this answer and nowhere else: no copy in a browser's memory of pages.
        Response.KeepNowhere();
        ModelState.Clear();
        (Name, Prepared) = (null, null);
        return await Show();
    });

    public Task<IActionResult> OnPostRevokeAsync(Guid token) => AsMyself(async () =>
    {
        await tokens.Revoke(Person.Person, token, Now);
        log.Note(HttpContext, SecurityKinds.TokenRevoked);
        TempData["Toast"] = "tokens.revoked";
        return LocalRedirect("/me/tokens");
    });

    async Task<IActionResult> Show()
    {
        Rows = await tokens.Of(Person.Person);
        return Page();
    }

    /// <summary>What was sent is sent again with the rest of a form that was wrong.</summary>
    public string ToMake => Prepared is { Length: > 0 } ? Prepared : tokens.Prepare(Person.Person);
}

public sealed class TokensValidator : AbstractValidator<TokensModel>
{
    const int LongestName = 60;

    public TokensValidator()
    {
        RuleFor(form => form.Name).Needed("tokens.name-missing").Fits(LongestName).Written();
        RuleFor(form => form.Scope).Must(scope => Scopes.All.Contains(scope)).WithMessage("tokens.choose");
        RuleFor(form => form.Days).Must(days => TokensModel.Spans.Contains(days)).WithMessage("tokens.choose");
    }
}
