using System.Security.Cryptography;
using System.Text.Json;
using Funding.Engine.Ledger.Heads;
using Funding.Engine.Ledger.Trees;
using Funding.Engine.Reading;
using Funding.Host.Tests.Store;

namespace Funding.Host.Tests.Ledger;

/// <summary>Events are sealed after they are numbered; heads are signed and written outside the database.</summary>
[Collection(PostgresTests.Name)]
public sealed class sealing_the_log(PostgresFixture postgres)
{
    [Fact]
    public async Task heads_and_proofs_convince_a_verifier_that_has_the_exported_lines_alone()
    {
        await using var log = await SealedLog.StartAsync(postgres);
        var leaves = (await log.LinesAsync()).Select(IndependentVerifier.Leaf).ToArray();
        await log.SealingAsync(async sealing =>
        {
            var proofs = sealing.Get<IProofs>();
            var head = (await proofs.HeadAsync(CancellationToken.None))!;
            var answer = JsonDocument.Parse(HeadLine.Write(head)).RootElement;
            IndependentVerifier.IsSigned(answer).ShouldBeTrue();
            answer.GetProperty("rootHash").GetString().ShouldBe(Convert.ToHexStringLower(IndependentVerifier.Root(leaves)));

            for (var position = 1; position <= leaves.Length; position++)
            {
                var proof = await proofs.InclusionAsync(position, head.Size, CancellationToken.None);
                IndependentVerifier.Includes(leaves[position - 1], position - 1, head.Size, Bytes(proof.Path), head.RootHash.ToArray()).ShouldBeTrue();
                var growth = await proofs.ConsistencyAsync(position, head.Size, CancellationToken.None);
                IndependentVerifier.Continues(position, head.Size, Bytes(growth.Path), IndependentVerifier.Root(leaves.AsSpan(0, position)), head.RootHash.ToArray()).ShouldBeTrue();
            }
        });
    }

    [Fact]
    public async Task a_host_with_another_key_signs_nothing_and_one_with_the_ledgers_goes_on()
    {
        await using var log = await SealedLog.StartAsync(postgres);
        var before = await log.Engine.ScalarAsync<long>("select max(size) from funding.ledger_heads");
        await log.SealingAsync(async another =>
        {
            await log.ActAsync();
            await TestEngine.UntilAsync(() => log.Engine.ScalarAsync<long>("select position from funding.checkpoints where name = 'ledger'"), sealedUpTo => sealedUpTo == before + 6);
            (await another.Get<IProofs>().HeadAsync(CancellationToken.None))!.Size.ShouldBe(before, "though asked for, and waited for");
        }, data: "another");

        await log.SealingAsync(log.SealedAsync);

        (await log.VerifyAsync()).Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task the_tree_does_not_grow_over_a_position_that_is_missing()
    {
        await using var log = await SealedLog.StartAsync(postgres);
        var before = await log.Engine.ScalarAsync<long>("select max(size) from funding.ledger_heads");
        await log.ActAsync();
        await log.Engine.SettleAsync();
        await log.AsSuperuserAsync($"delete from funding.ledger where position = {before + 2}");

        await log.SealingAsync(async sealing => (await sealing.Get<IProofs>().HeadAsync(CancellationToken.None))!.Size.ShouldBe(before, "though asked for, and waited for"));

        (await log.Engine.ScalarAsync<long>("select position from funding.checkpoints where name = 'ledger'")).ShouldBe(before);
    }

    [Fact]
    public async Task what_no_head_covers_waits_for_the_ledger_and_raises_its_alarm()
    {
        await using var log = await SealedLog.StartAsync(postgres);
        (await WaitingAsync()).ShouldBe(0);
        await log.ActAsync();
        await log.Engine.SettleAsync();

        (await WaitingAsync()).ShouldBe(6);

        await log.Engine.MoveAsync("2024-02-02T08:00:00Z");
        Alarm.Of(await log.Engine.Get<IProgressReader>().ReadAsync(CancellationToken.None), new()).Single(alarm => alarm.Name == "unsealed").IsRaised.ShouldBeTrue();

        async Task<long> WaitingAsync() => (await log.Engine.Get<IProgressReader>().ReadAsync(CancellationToken.None)).Workers.Single(worker => worker.Name == WorkerNames.Ledger).Waiting;
    }

    [Fact]
    public async Task the_folder_is_brought_up_to_date_after_a_crash_cut_off_what_was_being_written()
    {
        await using var log = await SealedLog.StartAsync(postgres);
        var (heads, leaves) = (Path.Combine(log.Folder, "heads.ndjson"), Path.Combine(log.Folder, "leaves"));
        await File.WriteAllBytesAsync(heads, (await File.ReadAllBytesAsync(heads))[..^40]);
        await File.WriteAllBytesAsync(leaves, (await File.ReadAllBytesAsync(leaves))[..^33]);

        await log.SealingAsync(async sealing =>
        {
            await log.ActAsync();
            await log.SealedAsync(sealing);
        });

        (await log.VerifyAsync()).Faults.ShouldBeEmpty();
        new FileInfo(leaves).Length.ShouldBe(19 * TreeHash.Size);
        new LedgerFolder(log.Folder).Heads().Select(head => head.Size).ShouldBe(await log.Engine.ScalarAsync<long[]>("select array_agg(size order by size) from funding.ledger_heads"));
    }

    [Fact]
    public async Task a_key_that_the_one_before_did_not_sign_is_told()
    {
        await using var log = await SealedLog.StartAsync(postgres);
        using var forged = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await log.AsSuperuserAsync($"insert into funding.ledger_keys values (2, '\\x{Convert.ToHexString(forged.ExportSubjectPublicKeyInfo())}', 13, now(), null)");

        (await log.VerifyAsync()).Faults.ShouldHaveSingleItem().Detail.ShouldContain("n'est pas signée de la précédente");
    }

    private static byte[][] Bytes(IEnumerable<TreeHash> path) => [.. path.Select(hash => hash.ToArray())];
}
