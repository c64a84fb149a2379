using Activation.Domain.Members;

namespace Activation.Domain.Stories;

public sealed record AddPicture(Guid Picture, PictureUse Use, string Alt, string? Credit, int Width, int Height);

public sealed record ChangePicture(Guid Picture, PictureUse Use, string Alt, string? Credit);

public sealed record RemovePicture(Guid Picture);

/// <param name="Captioned">It has captions. Without them a part of the readers is shut out.</param>
public sealed record SetFilm(string Address, string Title, bool Captioned);

public sealed record RemoveFilm;

/// <summary>Pictures and a film. A picture says what is in it also to those who do not see it.</summary>
public static class Picturing
{
    public const int Most = 12;

    public const int AltLimit = 250;

    public const int CreditLimit = 80;

    public const int AddressLimit = 300;

    public static Decision Add(Story story, AddPicture command, Actor actor, DateTimeOffset now) =>
        Those.WhoWorkOn(story, actor)
        ?? Decision.Unless(story.Pictures.Count < Most || story.Picture(command.Picture) is not null, Refusals.Stories.PicturesFull, Most)
        ?? Described(command.Alt, command.Credit)
        ?? (story.Picture(command.Picture) is not null
            ? Change(story, new ChangePicture(command.Picture, command.Use, command.Alt, command.Credit), actor, now)
            : Decision.Accept([.. Uncovered(story, command.Picture, command.Use, actor), new StoryPictured(
                story.Id, command.Picture, command.Use, Text.Line(command.Alt), Text.Line(command.Credit), command.Width, command.Height, actor.Member)]));

    public static Decision Change(Story story, ChangePicture command, Actor actor, DateTimeOffset now)
    {
        var picture = story.Picture(command.Picture);
        var after = picture is null ? null : picture with { Use = command.Use, Alt = Text.Line(command.Alt), Credit = Text.Line(command.Credit) };
        return Those.WhoWorkOn(story, actor)
            ?? Decision.Unless(picture is not null, Refusals.Stories.PictureUnknown)
            ?? Described(command.Alt, command.Credit)
            ?? (picture == after
                ? Decision.Accept()
                : Decision.Accept([.. Uncovered(story, command.Picture, command.Use, actor), new StoryPictureChanged(
                    story.Id, command.Picture, after!.Use, after.Alt, after.Credit, actor.Member)]));
    }

    public static Decision Remove(Story story, RemovePicture command, Actor actor, DateTimeOffset now) =>
        Those.WhoWorkOn(story, actor)
        ?? (story.Picture(command.Picture) is null ? Decision.Accept() : Decision.Accept(new StoryPictureRemoved(story.Id, command.Picture, actor.Member)));

    public static Decision Set(Story story, SetFilm command, Actor actor, DateTimeOffset now) =>
        Those.WhoWorkOn(story, actor)
        ?? Shown(command)
        ?? (story.Film == new StoryFilm(command.Address, Text.Line(command.Title))
            ? Decision.Accept()
            : Decision.Accept(new StoryFilmSet(story.Id, command.Address, Text.Line(command.Title), actor.Member)));

    public static Decision Remove(Story story, RemoveFilm command, Actor actor, DateTimeOffset now) =>
        Those.WhoWorkOn(story, actor) ?? (story.Film is null ? Decision.Accept() : Decision.Accept(new StoryFilmRemoved(story.Id, actor.Member)));

    /// <summary>There is one cover: the one before becomes one of many.</summary>
    static IEnumerable<object> Uncovered(Story story, Guid next, PictureUse use, Actor actor) => use != PictureUse.Cover
        ? []
        : story.Pictures.Where(one => one.Use == PictureUse.Cover && one.Picture != next)
            .Select(one => new StoryPictureChanged(story.Id, one.Picture, PictureUse.Gallery, one.Alt, one.Credit, actor.Member));

    /// <summary>A film that anybody can reach, and follow without hearing it.</summary>
    internal static Decision? Shown(SetFilm film) =>
        Decision.Unless(IsPublicAddress(film.Address), Refusals.Stories.FilmAddress)
        ?? Decision.Unless(film.Captioned, Refusals.Stories.FilmCaptions)
        ?? Text.Title(film.Title);

    internal static Decision? Described(string alt, string? credit) =>
        Decision.Unless(Text.Line(alt).Length >= Text.ReasonAtLeast, Refusals.Stories.AltMissing)
        ?? Text.Fits(Text.Line(alt), AltLimit) ?? Text.Fits(Text.Line(credit), CreditLimit);

    static bool IsPublicAddress(string address) =>
        address.Length <= AddressLimit && Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps
        && uri.UserInfo.Length == 0 && uri.HostNameType == UriHostNameType.Dns && uri.Host.Contains('.', StringComparison.Ordinal)
        && address.All(c => c is > ' ' and < '\u007f' and not ('"' or '<' or '>' or '\\'));
}
