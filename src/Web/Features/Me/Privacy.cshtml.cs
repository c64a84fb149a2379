using Activation.Domain;
using Activation.Domain.Consents;
using Activation.Web.Features.Consents;
using Activation.Web.Platform.Hosting;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Pages;
using Activation.Web.Platform.Privacy;
using FluentValidation;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Me;

/// <summary>What is known about oneself: to read, to take along, to put right, and to have removed.</summary>
[SignedIn]
public sealed class PrivacyModel(AboutMe about, Erasures erasures, ConsentBook consents) : MyPage
{
    public IReadOnlyList<AboutSection> Sections { get; private set; } = [];

    /// <summary>What one is asked, with what one has answered.</summary>
    public IReadOnlyList<MyQuestion> Questions { get; private set; } = [];

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    [BindProperty]
    public bool Sure { get; set; }

    public Task<IActionResult> OnGetAsync() => AsMyself(Show);

    public Task<IActionResult> OnGetExportAsync() => AsMyself(async () =>
    {
        Response.KeepNowhere();
        return File(await about.Zip(Person.Person), "application/zip", "about-me.zip");
    });

    public Task<IActionResult> OnPostCorrectAsync() => AsMyself(async () =>
    {
        if (!Valid(this, "correct")) return await Show();
        await Get<People.PeopleDirectory>().Correct(Person.Person, Text.Line(Name), Text.Line(Phone) is { Length: > 0 } phone ? phone : null);
        TempData["Toast"] = "privacy.corrected";
        return LocalRedirect("/me/privacy");
    });

    public Task<IActionResult> OnPostGiveAsync(Guid programme, ConsentPurpose? purpose, int version) => AsMyself(async () =>
    {
        // What no form of ours sends is never taken for a yes.
        if (purpose is not { } asked || !ConsentQuestions.OfTheProgramme.Contains(asked) || Programmes.FirstOrDefault(one => one.Id == programme) is not { } here) return NotFound();
        return await Answered(await consents.Give(here, Person.Person, asked, null, version, ConsentWay.Page), "consents.given");
    });

    /// <summary>Also of a programme that one has left.</summary>
    public Task<IActionResult> OnPostWithdrawAsync(Guid programme, ConsentPurpose? purpose, Guid subject) => AsMyself(async () => purpose is { } said
        ? await Answered(await consents.Withdraw(programme, Person.Person, said, subject == Guid.Empty ? null : subject, ConsentWay.Page), "consents.withdrawn")
        : NotFound());

    public Task<IActionResult> OnPostEraseAsync() => AsMyself(async () =>
    {
        if (!Valid(this, "erase")) return await Show();
        var outcome = await erasures.Erase(Person.Person, Person.Person, Now);
        if (outcome is No no)
        {
            ModelState.AddModelError("", T[no.Key, [.. no.Args]]);
            return await Show();
        }

        await HttpContext.SignOutAsync();
        TempData["Toast"] = "privacy.erased";
        return LocalRedirect("/");
    });

    async Task<IActionResult> Answered(Outcome outcome, string toast)
    {
        // Only what was pressed counts: the other forms of the page were not sent.
        ModelState.Clear();
        if (outcome is No no)
        {
            ModelState.AddModelError("", T[no.Key, [.. no.Args]]);
            return await Show();
        }

        TempData["Toast"] = toast;
        return LocalRedirect("/me/privacy#consents");
    }

    async Task<IActionResult> Show()
    {
        Questions = MyQuestion.All(Programmes, await consents.AllOf(Person.Person));
        Sections = await about.Of(Person.Person);
        Name ??= Person.Name;
        Phone ??= Person.Phone;
        return Page();
    }
}

public sealed class PrivacyValidator : AbstractValidator<PrivacyModel>
{
    public const int LongestPhone = 40;

    public PrivacyValidator()
    {
        RuleSet("correct", () =>
        {
            RuleFor(form => form.Name).Needed("privacy.name-missing").Fits(Text.TitleLimit).Written();
            RuleFor(form => form.Phone).Fits(LongestPhone).Written();
        });
        RuleSet("erase", () => RuleFor(form => form.Sure).Equal(true).WithMessage("privacy.not-sure"));
    }
}
