using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Activation.Store.Followers;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;

namespace Activation.Web.Features.Journey;

/// <summary>The tape, wound and packed for the player. While scores move, every open journey asks anew at about the same time: they get one reading.</summary>
public sealed class Reels
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>So long a reel is that of everybody who has not seen anything newer.</summary>
    static readonly TimeSpan Shared = TimeSpan.FromSeconds(1);

    /// <summary>And no longer when nothing happens: what is taken out of the tables moves no position.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    const int MostShared = 50;

    readonly Tape tape;
    readonly ReadModels readModels;
    readonly StageWords words;
    readonly Texts texts;
    readonly ConcurrentDictionary<(Guid Programme, string Language, DateOnly Today, DateOnly? Asked), Winding> wound = [];

    public Reels(Tape tape, ReadModels readModels, StageWords words, Texts texts, ProgrammeDirectory programmes)
    {
        (this.tape, this.readModels, this.words, this.texts) = (tape, readModels, words, texts);
        programmes.WhenForgotten(wound.Clear);
    }

    /// <param name="seen">The position that whoever asks has seen: they get nothing older than that.</param>
    public Task<PackedReel> Of(ProgrammeView here, DateOnly today, DateOnly? asked, long seen)
    {
        // The position is read first: what the reel holds may be newer than it says, never older.
        var position = readModels.Position;
        if (wound.Count > MostShared) wound.Clear();
        return Deadline.For(wound.AddOrUpdate(
            (here.Id, CultureInfo.CurrentUICulture.Name, today, asked), _ => New(), (_, before) => before.Holds(position, seen) ? before : New()).Reel.Value);

        Winding New() => new(position, Stopwatch.GetTimestamp(), new(() => Deadline.ForAll(() => Wind(here, today, asked, position))));
    }

    async Task<PackedReel> Wind(ProgrammeView here, DateOnly today, DateOnly? asked, long position)
    {
        var reel = TapeReel.Of(here, await tape.Of(here, today, asked), position, words, texts);
        var body = JsonSerializer.SerializeToUtf8Bytes(reel, Json);
        return new(body, Packed(body), $"\"{Convert.ToHexString(SHA256.HashData(body).AsSpan(0, 16))}\"");
    }

    // Nothing in it is anybody's secret, so that its length gives nothing away.
    static byte[] Packed(byte[] body)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal)) gzip.Write(body);
        return packed.ToArray();
    }

    sealed record Winding(long Position, long Begun, Lazy<Task<PackedReel>> Reel)
    {
        public bool Holds(long position, long seen) => Reel is not { IsValueCreated: true, Value.IsFaulted: true }
            && Stopwatch.GetElapsedTime(Begun) < (Position == position ? Longest : Position >= seen ? Shared : TimeSpan.Zero);
    }
}

public sealed record PackedReel(byte[] Body, byte[] Packed, string Tag);
