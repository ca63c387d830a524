using CsCheck;
using RunCommandPS.Sending;

namespace RunCommandPS.Core.Tests.Sending;

public sealed class RolloutMarkerTests
{
    private static readonly Gen<string> Comment = Gen.OneOf(Gen.Const(""), Gen.Const("[rollout a/1]"), Gen.Const("x "), Gen.String[0, 110]);

    [Fact]
    public void A_marker_is_read_back_and_taken_off_again() => Gen.Select(Comment, Gen.String[Gen.Char["az09-"], 1, 20], Gen.Int[0, 99_999])
        .ForEach(1000, value =>
        {
            var (comment, id, number) = value;
            var marked = RolloutMarker.Of(id, number).AddTo(comment);

            Assert.Equal(comment.Length + (comment.Length > 0 ? 1 : 0) + $"[rollout {id}/{number}]".Length <= 100, marked is not null);
            if (marked is not null)
            {
                Assert.True(RolloutMarker.TryRead(marked, out var itsId, out var itsNumber));
                Assert.Equal((id, number), (itsId, itsNumber));
                Assert.Equal(comment, RolloutMarker.Strip(marked));
            }
        });

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("deploy 142")]
    [InlineData("[rollout 20261125-2241-k3f9/7] once")]
    [InlineData("[rollout 20261125-2241-k3f9/7]\n")]
    [InlineData("deploy[rollout 20261125-2241-k3f9/7]")]
    [InlineData("[rollout 20261125-2241-k3f9/x]")]
    [InlineData("[rollout /7]")]
    [InlineData("[rollout k3f9/12345678901]")]
    public void Other_comments_have_no_marker_and_stay_as_they_are(string? comment)
    {
        Assert.False(RolloutMarker.TryRead(comment, out var id, out var number));
        Assert.Equal(("", 0), (id, number));
        Assert.Equal(comment ?? "", RolloutMarker.Strip(comment));
    }

    [Fact]
    public void The_marker_stands_behind_the_comment() =>
        Assert.Equal("deploy 142 [rollout 20261125-2241-k3f9/7]", RolloutMarker.Of("20261125-2241-k3f9", 7).AddTo("deploy 142"));
}
