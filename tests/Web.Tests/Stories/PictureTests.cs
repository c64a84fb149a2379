using System.Buffers.Binary;
using System.Net;
using System.Text;
using Activation.Web.Platform.Pictures;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Stories;

/// <summary>What is sent as a picture is one, is drawn anew, and is nothing else afterwards.</summary>
public sealed class PictureTests
{
    const string Long = "ääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääää.png";
    const string Svg = "<svg xmlns='http://www.w3.org/2000/svg' width='400' height='400'><script>alert(1)</script></svg>";

    TestHub hub;
    Visitor david;
    string story;

    [OneTimeSetUp]
    public async Task Sow()
    {
        hub = await TestHub.Sown(limits: false);
        david = await hub.As(Cast.David);
        story = await Told.Begun(hub);
        Assert.That(hub.Services.GetRequiredService<PictureStore>().IsOpen, Is.True, "infra/setup installs libvips' program");
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        david.Dispose();
        await hub.DisposeAsync();
    }

    static IEnumerable<TestCaseData> NoPictures =>
    [
        Case("svg", Svg, "x.svg", "image/svg+xml"), Case("svg called png", Svg, "x.png", "image/png"), Case("html called png", "<html><script>alert(1)</script>", "x.png", "image/png"),
        Case("gif and script", "GIF89a/*xx*/=1;alert(1)", "x.gif.png", "image/png"), Case("pdf", "%PDF-1.7 /JS (app.alert(1))", "x.pdf", "application/pdf"),
        Case("png that ends at once", "\u0089PNG\r\n\u001a\n", "x.png", "image/png"), Case("zip", "PK\u0003\u0004", "x.docx", "application/zip"), Case("nothing", "", "x.png", "image/png"),
    ];

    [TestCaseSource(nameof(NoPictures))]
    public async Task What_is_no_picture_is_not_taken(byte[] file, string name, string type)
    {
        var before = await Kept();
        var told = await Told.Upload(david, story, file, name, type);
        Assert.That(told.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(told.Wrong, Is.Not.Empty);
        Assert.That(await Kept(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_picture_with_more_points_than_memory_is_refused_before_it_is_decoded()
    {
        var before = GC.GetTotalAllocatedBytes();
        var told = await Told.Upload(david, story, PngHead(20_000, 20_000));
        Assert.That(told.Wrong, Does.Contain("fler bildpunkter"));
        Assert.That(GC.GetTotalAllocatedBytes() - before, Is.LessThan(200 << 20));
    }

    [TestCase("protokoll.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"), TestCase("bild.png", "image/png")]
    public async Task What_would_unpack_to_a_gigabyte_is_refused_by_its_head_and_never_unpacked(string name, string type)
    {
        using var packed = new MemoryStream();
        using (var zip = new System.IO.Compression.ZipArchive(packed, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        {
            await using var word = zip.CreateEntry("word/document.xml", System.IO.Compression.CompressionLevel.SmallestSize).Open();
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 1024; i++) await word.WriteAsync(zeros);
        }

        var (before, kept) = (GC.GetTotalAllocatedBytes(), await Kept());
        var told = await Told.Upload(david, story, packed.ToArray(), name, type);
        Assert.That(told.Wrong, Is.Not.Empty);
        Assert.That(GC.GetTotalAllocatedBytes() - before, Is.LessThan(200 << 20), "memory");
        Assert.That(await Kept(), Is.EqualTo(kept));
    }

    [Test]
    public async Task Who_sends_a_picture_does_not_wait_behind_those_that_are_drawn_for_sharing()
    {
        var tool = hub.Services.GetRequiredService<PictureTool>();
        var drawing = """<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630"><rect width="1200" height="630" fill="#f1f4ef"/></svg>"""u8.ToArray();
        var shares = Enumerable.Range(0, 14).Select(_ => tool.Print(drawing, CancellationToken.None)).ToList();
        Assert.That(await tool.Shrink(Told.APicture, 320, CancellationToken.None), Is.Not.Null);
        Assert.That(shares.Count(share => share.IsCompleted), Is.LessThan(9));
        await Task.WhenAll(shares);
    }

    [Test]
    public async Task A_picture_that_breaks_off_is_told_so()
    {
        var half = Told.APicture[..4000];
        Assert.That((await Told.Upload(david, story, half)).Wrong, Does.Contain("gick inte att läsa"));
    }

    [Test]
    public async Task Too_much_is_turned_away_by_its_size()
    {
        try
        {
            var told = await Told.Upload(david, story, new byte[PictureStore.LargestBytes + (4 << 20)]);
            Assert.That(told.Status, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge).Or.EqualTo(HttpStatusCode.BadRequest));
        }
        catch (HttpRequestException)
        {
            // The hub hangs up before everything is sent: so it should.
        }

        Assert.That((await david.Get($"{story}/pictures")).Status, Is.EqualTo(HttpStatusCode.OK), "nobody else notices");
    }

    [Test]
    public async Task What_the_camera_wrote_and_what_was_hidden_behind_the_picture_is_gone()
    {
        // A comment and a script behind the end, as a polyglot has them.
        var tool = hub.Services.GetRequiredService<PictureTool>();
        var jpeg = (await tool.Crop(Told.APicture, 1200, 800, CancellationToken.None))!;
        var written = "Exif\0\0II*\0GPS 56.0465 12.6945 Nils"u8;
        byte[] exif = [0xff, 0xe1, 0, (byte)(written.Length + 2), .. written];
        byte[] owned = [.. jpeg[..2], .. exif, .. jpeg[2..], .. "<script>alert('behind')</script>"u8];
        var told = await Told.Upload(david, story, owned, "IMG_2041 (Nils).jpg", "image/jpeg");
        Assert.That(told.Wrong, Is.Empty);
        foreach (var bytes in await hub.Views.Column<byte[]>("select bytes from hub.picture"))
        {
            Assert.That(PictureKind.Of(bytes)!.Format, Is.EqualTo("webp"));
            var text = Encoding.Latin1.GetString(bytes);
            Assert.That(text, Does.Not.Contain("GPS").And.Not.Contain("<script").And.Not.Contain("EXIF").And.Not.Contain("Nils"));
        }
    }

    [TestCase("../../../etc/passwd.png"), TestCase("CON"), TestCase("a\u0000.png"), TestCase("x.php.png"), TestCase("\\\\server\\bild.png"), TestCase("bild\\\".png"), TestCase("a%0D%0AX-Evil: 1.png"), TestCase(Long)]
    public async Task The_name_of_the_file_is_nobodys(string name)
    {
        var told = await Told.Upload(david, story, Told.APicture, name.Replace("\0", "%00", StringComparison.Ordinal));
        Assert.That(told.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(told.Wrong, Is.Empty);
        Assert.That((await david.Get($"{story}/pictures")).All(".picture-row img").Select(img => img.GetAttribute("src")), Has.All.Match($"^/p/{Cast.Programme}/pictures/[0-9a-f-]{{36}}/\\d+$"));
    }

    [Test]
    public async Task A_picture_without_words_is_not_taken() => Assert.That((await Told.Upload(david, story, Told.APicture, alt: " ")).Wrong, Does.Contain("Beskriv vad bilden visar"));

    [Test]
    public async Task A_picture_of_a_story_that_is_not_shown_is_shown_to_nobody_else()
    {
        await Told.Upload(david, story, Told.APicture);
        var address = (await david.Get($"{story}/pictures")).One(".picture-row img").GetAttribute("src")!;
        using var stranger = hub.Visitor();
        Assert.That((await stranger.Client.GetAsync(address)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        using var answer = await david.Client.GetAsync(address);
        Assert.That((answer.StatusCode, answer.Content.Headers.ContentType!.MediaType), Is.EqualTo((HttpStatusCode.OK, "image/webp")));
        Assert.That(answer.Headers.CacheControl!.NoStore, Is.True);
    }

    [Test]
    public async Task A_picture_that_was_taken_out_has_no_address()
    {
        var other = await Told.Begun(hub);
        await Told.Upload(david, other, Told.APicture);
        var page = await david.Get($"{other}/pictures");
        var address = page.One(".picture-row img").GetAttribute("src")!;
        Assert.That((await david.Client.GetAsync(address)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        await david.Send(page, ".picture-row button[formaction*='Remove']");
        Assert.That((await david.Client.GetAsync(address)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public void Sizes_are_read_from_the_head_of_each_kind()
    {
        Assert.That(PictureKind.Of(PngHead(640, 360)), Is.EqualTo(new PictureKind("png", 640, 360)));
        Assert.That(PictureKind.Of([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc2, 0, 11, 8, 1, 0x68, 2, 0x80, 3, 0, 0, 0]), Is.EqualTo(new PictureKind("jpeg", 640, 360)));
        Assert.That(PictureKind.Of([0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 0, 0, 0, 0, 0]), Is.Null, "a segment of no length would be read for ever");
    }

    Task<long> Kept() => hub.Views.Value<long>("select count(*) from hub.picture");

    static TestCaseData Case(string what, string file, string name, string type) => new TestCaseData(Encoding.Latin1.GetBytes(file), name, type).SetArgDisplayNames(what);

    static byte[] PngHead(int width, int height)
    {
        byte[] head = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, .. "IHDR"u8, .. new byte[13], 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(20), height);
        (head[24], head[25]) = (8, 2);
        return head;
    }
}
