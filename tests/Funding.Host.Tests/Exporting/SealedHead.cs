using Funding.Engine.Ledger.Heads;
using Funding.Engine.Ledger.Trees;
using Funding.Engine.Reading;

namespace Funding.Host.Tests.Exporting;

/// <summary>A ledger with a head that says always the same.</summary>
internal sealed class SealedHead : IProofs
{
    public static string Root { get; } = new('a', 64);

    public Task<TreeHead?> HeadAsync(CancellationToken cancellation)
        => Task.FromResult<TreeHead?>(new TreeHead(1_234, TreeHash.Parse(Root)!.Value, new DateTimeOffset(2024, 2, 1, 8, 0, 0, TimeSpan.Zero), new byte[64], new byte[91]));

    public Task<IReadOnlyList<HeadKey>> KeysAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<HeadKey>>([]);

    public Task<long> SizeAsync(CancellationToken cancellation) => Task.FromResult(1_234L);

    public Task<InclusionProof> InclusionAsync(long position, long size, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<ConsistencyProof> ConsistencyAsync(long first, long second, CancellationToken cancellation) => throw new NotSupportedException();
}
