using System.Security.Cryptography;
using Funding.Engine.Ledger.Heads;
using Funding.Engine.Ledger.Trees;
using Funding.Host.Ledger.Verifying;
using Funding.Host.Presentation;

namespace Funding.Host.Tests.Ledger;

public sealed class what_verifying_tells : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(5, 5, "Le journal est intact.")]
    [InlineData(5, 4, "Le journal est intact jusqu’à la position 4 ; aucune empreinte signée ne couvre l’événement qui suit.")]
    [InlineData(5, 2, "Le journal est intact jusqu’à la position 2 ; aucune empreinte signée ne couvre les 3\u00A0événements qui suivent.")]
    public void nothing_is_called_intact_that_no_signed_head_covers(long size, long signed, string told)
        => VerdictSentences.Conclusion(new Verdict(size, default, new HeadsHeard(1, 1, signed, ["k"]), [])).ShouldBe(told);

    [Fact]
    public async Task a_file_that_is_no_text_is_refused_in_French_with_its_line()
    {
        await File.WriteAllBytesAsync(folder["log"], [0x9A, 0xFF, 0x0A]);
        (await Should.ThrowAsync<FormatException>(() => FileVerifier.RunAsync(folder["log"], null, new LedgerFolder(folder["none"]), null, null, CancellationToken.None))).Message.ShouldStartWith("Ligne 1 :");
    }

    [Theory]
    [InlineData(1, "1\u00A0événement scellé a été supprimé.")]
    [InlineData(2, "2\u00A0événements scellés ont été supprimés.")]
    public async Task what_is_missing_is_counted_in_words_that_agree(int count, string told)
    {
        var lines = Enumerable.Range(1, 6).Select(i => $$"""{"data":{},"seq":{{i}},"stream":"s{{i}}","version":1}""").ToList();
        await File.WriteAllLinesAsync(folder["log.leaves"], lines.Select(line => TreeHash.OfLeaf(System.Text.Encoding.UTF8.GetBytes(line)).ToString()));
        lines.RemoveRange(1, count);
        await File.WriteAllLinesAsync(folder["log"], lines.Select((line, i) => line.Replace($"\"seq\":{(i == 0 ? 1 : i + 1 + count)}", $"\"seq\":{i + 1}", StringComparison.Ordinal)));
        var verdict = await FileVerifier.RunAsync(folder["log"], null, new LedgerFolder(folder["none"]), null, null, CancellationToken.None);
        verdict.Faults[0].Detail.ShouldEndWith(told);
    }

    [Fact]
    public void a_fingerprint_is_the_same_in_capitals()
    {
        using var secret = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var key = secret.ExportSubjectPublicKeyInfo();
        KeyChain.IsNamed(Convert.ToBase64String(key), KeyChain.Fingerprint(key).ToUpperInvariant()).ShouldBeTrue();
        KeyChain.IsNamed(Convert.ToBase64String(key), "0123").ShouldBeFalse();
    }
}
