using System.Security.Cryptography;
using Activation.Domain;
using Activation.Domain.Stories;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Pages;
using Activation.Web.Platform.Pictures;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Activation.Web.Features.Stories;

/// <summary>The pictures and the film of a story.</summary>
[Needs(Permission.Tell)]
[RequestSizeLimit(PictureStore.LargestBytes + (1 << 20))]
[RequestFormLimits(MultipartBodyLengthLimit = PictureStore.LargestBytes + (1 << 20))]
public sealed class PicturesModel(StoryShelf shelf, PictureStore pictures) : StoryPage(shelf)
{
    [BindProperty]
    public PictureForm Picture { get; set; } = new();

    [BindProperty]
    public FilmForm Film { get; set; } = new();

    public bool IsOpen => pictures.IsOpen;

    public IEnumerable<SelectListItem> Uses => Enum.GetValues<PictureUse>().Select(use => new SelectListItem(T[$"stories.use-{use.ToString().ToLowerInvariant()}"], use.ToString()));

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await Found()) return NotFound();
        Prefill();
        return Page();
    }

    public async Task<IActionResult> OnPostAddAsync(IFormFile? file)
    {
        if (!await Found()) return NotFound();
        if (!Valid(Picture, nameof(Picture))) return Page();
        if (file is null || file.Length == 0) return Wrong(new NotTaken("pictures.none"));
        if (file.Length > PictureStore.LargestBytes) return Wrong(new NotTaken("pictures.too-heavy", PictureStore.LargestBytes >> 20));
        // A story that is full is told so before the work is done.
        if (State.Pictures.Count >= Picturing.Most) return Wrong(new NotTaken(Refusals.Stories.PicturesFull, Picturing.Most));
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, HttpContext.RequestAborted);
        var id = DerivedId.From(Convert.ToHexString(SHA256.HashData(bytes.ToArray())), Story.Story);
        var (taken, no) = await pictures.Take(Here.Id, id, bytes.ToArray(), Now, HttpContext.RequestAborted);
        if (taken is null) return Wrong(no!);
        var command = new AddPicture(id, Picture.Use, Picture.Alt ?? "", Picture.Credit, taken.Width, taken.Height);
        return await Decide(StreamNames.Story(Story.Story), (state, actor, now) => Picturing.Add(state, command, actor, now), "Picture.Alt")
            ? To($"/stories/{Story.Slug}/pictures", await WithWhatFell(T["stories.picture-added"]))
            : Page();
    }

    public async Task<IActionResult> OnPostChangeAsync()
    {
        if (!await Found()) return NotFound();
        if (!Valid(Picture, nameof(Picture))) return Page();
        var command = new ChangePicture(Picture.Id, Picture.Use, Picture.Alt ?? "", Picture.Credit);
        return await Decide(StreamNames.Story(Story.Story), (state, actor, now) => Picturing.Change(state, command, actor, now), "Picture.Alt")
            ? To($"/stories/{Story.Slug}/pictures", await WithWhatFell(T["stories.picture-changed"]))
            : Page();
    }

    public Task<IActionResult> OnPostRemoveAsync() =>
        Act("/pictures", "stories.picture-removed", (state, actor, now) => Picturing.Remove(state, new RemovePicture(Picture.Id), actor, now));

    public async Task<IActionResult> OnPostFilmAsync()
    {
        if (!await Found()) return NotFound();
        if (!Valid(Film, nameof(Film))) return Page();
        var command = new SetFilm(Domain.Text.Line(Film.Address), Film.Title ?? "", Film.Captioned);
        return await Decide(StreamNames.Story(Story.Story), (state, actor, now) => Picturing.Set(state, command, actor, now), "Film.Address")
            ? To($"/stories/{Story.Slug}/pictures", await WithWhatFell(T["stories.film-set"]))
            : Page();
    }

    public Task<IActionResult> OnPostNoFilmAsync() =>
        Act("/pictures", "stories.film-removed", (state, actor, now) => Picturing.Remove(state, new RemoveFilm(), actor, now));

    IActionResult Wrong(NotTaken no)
    {
        ModelState.AddModelError("file", T[no.Key, no.Args]);
        return Page();
    }

    void Prefill()
    {
        Picture.Use = State.Pictures.Any(one => one.Use == PictureUse.Cover) ? PictureUse.Gallery : PictureUse.Cover;
        if (State.Film is { } film) Film = new FilmForm { Address = film.Address, Title = film.Title, Captioned = true };
    }
}

public sealed class PictureForm
{
    public Guid Id { get; set; }

    public PictureUse Use { get; set; }

    public string? Alt { get; set; }

    public string? Credit { get; set; }
}

public sealed class FilmForm
{
    public string? Address { get; set; }

    public string? Title { get; set; }

    public bool Captioned { get; set; }
}

public sealed class PictureFormValidator : AbstractValidator<PictureForm>
{
    public PictureFormValidator()
    {
        RuleFor(form => form.Alt).Must(alt => Domain.Text.Line(alt).Length >= Domain.Text.ReasonAtLeast).WithMessage(Refusals.Stories.AltMissing).Fits(Picturing.AltLimit);
        RuleFor(form => form.Credit).Fits(Picturing.CreditLimit);
        RuleFor(form => form.Use).IsInEnum().WithMessage("forms.not-understood");
    }
}

public sealed class FilmFormValidator : AbstractValidator<FilmForm>
{
    public FilmFormValidator()
    {
        RuleFor(form => form.Address).Needed(Refusals.Stories.FilmAddress).Fits(Picturing.AddressLimit);
        RuleFor(form => form.Title).Needed("stories.film-title-missing").Fits(Domain.Text.TitleLimit);
        RuleFor(form => form.Captioned).Equal(true).WithMessage(Refusals.Stories.FilmCaptions);
    }
}
