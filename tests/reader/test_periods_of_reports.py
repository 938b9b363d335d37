"""Whose period the figures of whole reports are, in invented reports read from end to end."""

import pytest

from tongket.reader.facts import Counted, Period
from tongket.reader.reading import read

CASES: list[tuple[str, list[str | None]]] = [
    (
        "Kỷ yếu hội nghị tổng kết - 12/02/2020\n\n1. Tổ chức\nCó 45 chi bộ, 612 đảng viên.",
        ["2019", "2019"],
    ),
    (
        "Hội Chữ thập đỏ huyện Tân Sơn tổng kết công tác\n\nNgày 15/01/2021, Hội Chữ thập đỏ huyện Tân Sơn tổ chức hội nghị tổng kết công tác hội. Đã vận động 345 triệu đồng, tặng 1.200 suất quà.",
        ["2020", "2020"],
    ),
    (
        "Tổng kết 10 năm thực hiện Chỉ thị 05\n\nNgày 15/01/2021, huyện Tân Sơn tổ chức hội nghị tổng kết 10 năm thực hiện Chỉ thị. Có 345 mô hình.",
        ["2021"],
    ),
    (
        "ĐỒNG XOÀI: MÙA LỄ HỘI 2019 - NHỮNG CON SỐ\n\nCó 12 đoàn tham dự, 450 diễn viên.",
        ["2019", "2019"],
    ),
    (
        "Hội Nông dân xã Hòa Tiến 2019: một năm nhìn lại\n\nHội có 12 chi hội, 450 hội viên.",
        ["2019", "2019"],
    ),
    (
        "CHI BỘ THÔN ĐÔNG\nThông báo kết quả họp tháng 9/2021\n\nChi bộ có 41 đảng viên, dự họp 36 đồng chí.",
        ["2021", "2021"],
    ),
    (
        "Phú Mỹ giao ban\n\nTại hội nghị giao ban tháng 5/2022, Ban Dân vận cho biết đã xây dựng 94 mô hình; tổ chức 15 buổi tuyên truyền.",
        ["2022", "2022"],
    ),
    (
        "Ngày hội non sông\n\nTrong tháng 3/2016, huyện tổ chức 12 lớp tập huấn cho 800 người.",
        ["2016", "2016"],
    ),
    (
        "BÁO CÁO\nCông tác quý III và 9 tháng đầu năm 2023\n\n1. Kết nạp 45 đảng viên.",
        ["2023"],
    ),
    (
        "Thanh tra tỉnh cho biết, trong quý III/2022 và 9 tháng, toàn ngành triển khai 45 cuộc thanh tra, phát hiện 12 đơn vị vi phạm.",
        ["2022", "2022"],
    ),
    (
        "Đồng đội\n\nKỷ niệm 70 năm Ngày truyền thống (27/7/1947 - 27/7/2017), Hội Cựu chiến binh xã Tân Hưng gặp mặt 145 đại biểu. Năm 1968, xã có 45 người lên đường. Hiện hội có 317 hội viên.",
        ["2017", "1968", "2017"],
    ),
    (
        "Kỷ niệm 60 năm ngày thành lập (1957 - 2017)\n\nHội Luật gia có 45 chi hội với 812 hội viên.",
        ["2017", "2017"],
    ),
    (
        "Cụ Bảy\n\nCụ Nguyễn Thị Bảy sinh năm 1930, vào Đảng năm 1950. Ngày 3/2/2020, Đảng ủy xã trao Huy hiệu cho 12 đảng viên.",
        ["2020"],
    ),
    (
        "Đại hội điểm\n\nSáng 12/5, Đại hội đại biểu Hội Phụ nữ xã Bình An lần thứ X, nhiệm kỳ 2021 - 2026 có 120 đại biểu dự. Nhiệm kỳ qua, hội kết nạp 145 hội viên, giúp 30 hộ thoát nghèo. Đại hội đã bầu 11 ủy viên Ban Chấp hành.",
        ["2021", "2016/2021", "2016/2021", "2021/2026"],
    ),
    (
        "Đại hội Công đoàn ngành Y tế\n\nBáo cáo trình Đại hội Công đoàn ngành Y tế tỉnh, nhiệm kỳ 2023 - 2028, nêu rõ nhiệm kỳ 2018 - 2023 toàn ngành có 45 công đoàn cơ sở, 5.612 đoàn viên.",
        ["2018/2023", "2018/2023"],
    ),
    (
        "Tết ở đồn\n\nSáng 18-1, Đồn Biên phòng Ia O trao 120 suất quà cho hộ nghèo.\n\nThượng tá Lê Văn Hòa cho biết: đồn quản lý 32 km đường biên.\n\nNăm 2020, đồn tổ chức 212 lượt tuần tra, bắt 9 vụ.",
        ["2021", "2021", "2020", "2020"],
    ),
    (
        "Ra quân\n\nNgày 20/9, huyện Lạc Sơn ra quân với 450 đoàn viên.\n\nNăm 2020, huyện đã trồng 12.000 cây.",
        ["2020", "2020"],
    ),
    (
        "Tiếp xúc cử tri\n\nNgày 5/10, đại biểu tiếp xúc 120 cử tri tại xã Vân An, có 15 ý kiến theo Luật Đất đai năm 2013. Công trình sẽ khởi công quý I/2023, tổng mức 45 tỷ đồng.",
        ["2022", "2022", "2022"],
    ),
    (
        "Mô hình hay\n\nXã có 45 tổ tự quản, 120 camera. Năm 2024, xã phấn đấu lắp thêm 30 camera.",
        ["2023", "2023", "2024"],
    ),
    (
        "Tin ngắn\n\nHội Người cao tuổi có 1.200 hội viên, 14 chi hội.\n\n(Ngày đăng: 12/8/2019)",
        ["2019", "2019"],
    ),
    (
        "Tin ngắn\n\nHội Người cao tuổi có 1.200 hội viên, 14 chi hội.\n\nHà Nam, ngày 12 tháng 8 năm 2019\nTM. BAN CHẤP HÀNH",
        ["2019", "2019"],
    ),
    (
        "BÁO CÁO TỔNG KẾT CÔNG TÁC HỘI\n\nVĩnh Long, ngày 10 tháng 01 năm 2019\n\n1. Có 1.200 hội viên, 14 chi hội.",
        ["2018", "2018"],
    ),
    (
        "Kết quả công tác kiểm tra 9 tháng đầu năm 2022\n\n1. Kiểm tra 98 cuộc (kỳ trước chuyển sang 17 cuộc). Năm trước 58 cuộc.",
        ["2022", "2022", "2021"],
    ),
    (
        "BHXH huyện\n\nTính đến hết tháng 10/2020, toàn huyện có 6.120 người tham gia, tổng thu lũy kế 10 tháng đạt 118 tỷ đồng.",
        ["2020", "2020"],
    ),
    (
        "Thu ngân sách 11 tháng năm 2019\n\nThu 345 tỷ đồng, chi 300 tỷ đồng.",
        ["2019", "2019"],
    ),
    (
        "Thụy An về đích\n\nNăm 2023, xã Thụy An có 12 thôn. Từ năm 2019 đến nay, xã huy động 86 tỷ đồng, làm 14 km đường; riêng nhân dân góp 12 tỷ đồng.\n\nHiện có 100 hộ giàu.",
        ["2023", "2019/2023", "2019/2023", "2019/2023", "2023"],
    ),
    (
        "BÁO CÁO NĂM 2024\n\n1. Lũy kế từ 2021 đến nay giải ngân 86 tỷ đồng cho 450 hộ.\n2. Từ đầu năm đến nay kết nạp 12 đảng viên.",
        ["2021/2024", "2021/2024", "2024"],
    ),
    (
        "BÁO CÁO NĂM 2024\n\nTừ tháng 6/2022 đến nay, tổ chức 45 lớp. Kể từ năm 2020 đến nay có 12 mô hình.",
        ["2022/2024", "2020/2024"],
    ),
    (
        "BÁO CÁO NĂM 2024\n\nHiện có 45 chi bộ. Đến nay đã công nhận 94 mô hình. Tính đến 31/12/2024 có 1.200 hội viên.",
        ["2024", "2024", "2024"],
    ),
    (
        "BÁO CÁO NĂM 2020\n\nSản lượng 14.500 tấn (năm 2019: 13.246 tấn), diện tích 1.200 ha.",
        ["2020", "2019", "2020"],
    ),
    (
        "BÁO CÁO NĂM 2022\n\nBan hành 17 văn bản thực hiện Chiến lược phát triển đến năm 2030, tầm nhìn 2045.\n\nTổ chức 3 hội nghị. Mở 5 lớp.",
        ["2022", "2022", "2022"],
    ),
    (
        "BÁO CÁO NĂM 2022\n\nTriển khai Đề án giảm nghèo đến năm 2025, huyện chọn 5 xã điểm; mở 4 lớp.\nCó 30 hộ.",
        ["2022", "2022", "2022"],
    ),
    (
        "BÁO CÁO NĂM 2022\n\nPhấn đấu đến năm 2025 có 12 xã đạt chuẩn, còn 3 xã đặc biệt khó khăn.\nHiện có 8 xã.",
        ["2025", "2025", "2022"],
    ),
    (
        "BÁO CÁO NĂM 2020\n\nNữ cấp ủy nhiệm kỳ 2020 - 2025: cấp xã 12 đồng chí.\nKiểm tra: 27 cuộc, 3 cơ sở.",
        ["2020/2025", "2020", "2020"],
    ),
    (
        "BÁO CÁO NĂM 2022\n\nVụ Đông Xuân 2021 - 2022, năng suất đạt 68 tạ/ha. Mùa khô 2021 - 2022 có 450 hộ thiếu nước.\nNăm học 2022 - 2023, có 12 giáo viên giỏi.",
        ["2022", "2022", "2022"],
    ),
    (
        "BÁO CÁO TỔNG KẾT NĂM HỌC 2018 - 2019\n\nToàn trường có 45 lớp, 1.200 học sinh.",
        ["2018/2019", "2018/2019"],
    ),
    (
        "Trường THCS Lê Lợi\n\nNăm học 2018 - 2019, trường có 45 lớp, 1.200 học sinh.",
        ["2018/2019", "2018/2019"],
    ),
    (
        "BÁO CÁO NĂM 2023\n\nTừ quý III, đơn hàng tăng; đến cuối năm có 31 doanh nghiệp. Trong tháng 6, thu 12 tỷ đồng.",
        ["2023", "2023"],
    ),
    (
        "BÁO CÁO QUÝ III NĂM 2023\n\nKết nạp 12 đảng viên.\n\nNHIỆM VỤ QUÝ IV\n1. Kết nạp 15 đảng viên.",
        ["2023-Q3", "2023-Q4"],
    ),
    (
        "BÁO CÁO\nSơ kết công tác 6 tháng đầu năm, phương hướng nhiệm vụ 6 tháng cuối năm 2023\n\n1. Kết nạp 45 đảng viên.",
        ["2023-H1"],
    ),
    (
        "BÁO CÁO\nKết quả công tác quý I, nhiệm vụ trọng tâm quý II năm 2022\n\n1. Kết nạp 45 đảng viên.",
        ["2022-Q1"],
    ),
    (
        "BÁO CÁO\nCông tác tháng 3, chương trình công tác tháng 4/2021\n\n1. Kết nạp 45 đảng viên.",
        ["2021"],
    ),
    (
        "Kết quả 3 tháng đầu năm 2019\n\n1. Kết nạp 45 đảng viên.",
        ["2019-Q1"],
    ),
    (
        "Tính đến tháng 6/2021, toàn tỉnh có 45 xã đạt chuẩn.",
        ["2021"],
    ),
    (
        "UBND HUYỆN A\nHà Giang, ngày 05 tháng 01 năm 2022\nBÁO CÁO\nTổng kết phong trào thi đua năm 2021\n\n1. Có 45 mô hình.",
        ["2021"],
    ),
    (
        "Tin\n\nXã có 45 hộ nghèo (Theo Báo cáo số 45/BC-UBND ngày 12/7/2022).",
        ["2022"],
    ),
    (
        "Tin\nCập nhật: 14:30, 12/07/2022\n\nXã có 45 hộ nghèo.",
        ["2022"],
    ),
    (
        "KẾT QUẢ\n\nChỉ tiêu | KH 2023 | TH 2023 | KH 2024\nKết nạp | 120 | 135 | 140",
        ["2023", "2023", "2024"],
    ),
    (
        "Nhìn lại 5 năm\n\nTrong 5 năm qua (2016 - 2020), huyện kết nạp 450 đảng viên. Riêng năm 2020 kết nạp 90 đảng viên.",
        ["2016/2020", "2020"],
    ),
    (
        "Tin\n\nTrong 2 năm 2022 - 2023, huyện xóa 450 nhà tạm.",
        ["2022/2023"],
    ),
    (
        "BÁO CÁO NĂM 2023\n\nXảy ra 45 vụ, cùng kỳ năm 2022 là 50 vụ; bị thương 30 người.",
        ["2023", "2022", "2023"],
    ),
    (
        "BÁO CÁO NĂM 2023\n\nMở 5 lớp. Giải quyết dứt điểm 3 vụ xảy ra năm 2015.",
        ["2023", "2023"],
    ),
    (
        "BÁO CÁO NĂM 2023\n\nKết nạp 12 đảng viên (năm 2022 kết nạp 15; năm 2021: 10). Chuyển chính thức 9 đồng chí.",
        ["2023", "2022", "2021", "2023"],
    ),
    (
        "BÁO CÁO NĂM 2023\n\nXây 12 nhà từ nguồn Chương trình giai đoạn 2021 - 2025. Cho vay 45 tỷ đồng.",
        ["2023", "2023"],
    ),
    (
        "BÁO CÁO NĂM 2023\n\nII. PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2024\n1. Kết nạp 12 đảng viên, tăng 2 so với năm 2023.\n2. Mở 5 lớp; đến năm 2025 có 3 xã.\nIII. KIẾN NGHỊ\nĐề nghị cấp 12 tỷ đồng.",
        ["2024", "2024", "2024", "2025", "2023"],
    ),
    (
        "BAO CAO KET QUA NAM 2018\n\n1. Ket nap 45 dang vien (nam 2017: 40). Den nam 2020 phan dau co 12 xa.\n2. Mo 5 lop.",
        ["2018", "2017", "2020", "2018"],
    ),
    (
        "BÁO CÁO TÓM TẮT NĂM 2OO6\n\nKết nạp 45 đảng viên, mở 5 lớp.",
        ["2006", "2006"],
    ),
    (
        "Đảng bộ xã 20 năm xây dựng\n\nNăm 1994, khi mới thành lập, Đảng bộ xã chỉ có 45 đảng viên. Đến năm 2014, Đảng bộ có 210 đảng viên, 12 chi bộ.",
        ["1994", "2014", "2014"],
    ),
    (
        "Hội nghị sơ kết 3 năm thực hiện Nghị quyết 05\n\nNgày 15/6/2019, Huyện ủy Tân Sơn sơ kết 3 năm thực hiện Nghị quyết. Sau 3 năm đã có 45 mô hình.",
        ["2019"],
    ),
    (
        "Trao quà Tết\n\nNgày 20/01/2023, Hội Chữ thập đỏ trao 450 suất quà.\n\nNăm 2022, Hội đã vận động 3 tỷ đồng.",
        ["2023", "2022"],
    ),
    (
        "Chi bộ tổng kết\n\nTối 28/12, Chi bộ khu phố 3 tổng kết năm 2022. Chi bộ có 45 đảng viên.",
        ["2022"],
    ),
    (
        "BÁO CÁO NĂM 2022\n\nThu ngân sách 45 tỷ đồng, đạt 102% dự toán năm 2022, bằng 98% cùng kỳ. Dự toán năm 2023 là 50 tỷ đồng.",
        ["2022", "2022", "2022", "2023"],
    ),
    (
        "Nông thôn mới ở Lạc Sơn\n\nSau 10 năm (2011 - 2020), huyện có 12 xã đạt chuẩn. Năm 2021, huyện phấn đấu thêm 3 xã.",
        ["2011/2020", "2021"],
    ),
    (
        "Tin\n\nNăm 2023, xã kết nạp 12 đảng viên. Năm 2022 kết nạp 10 đảng viên. Hiện xã có 300 đảng viên.",
        ["2023", "2022", "2023"],
    ),
    (
        "BÁO CÁO NĂM 1997\n\nHội có 12 cơ sở. Năm 1998 phấn đấu 15 cơ sở.",
        ["1997", "1998"],
    ),
    (
        "BÁO CÁO KẾT QUẢ 5 NĂM (2016 - 2020) VÀ PHƯƠNG HƯỚNG GIAI ĐOẠN 2021 - 2025\n\nI. KẾT QUẢ\nKết nạp 45 đảng viên.\nII. PHƯƠNG HƯỚNG GIAI ĐOẠN 2021 - 2025\nKết nạp 60 đảng viên.",
        ["2016/2020", "2021/2025"],
    ),
    (
        "BÁO CÁO NĂM 2021\n\nTừ ngày 01/01/2021 đến 30/11/2021 tiếp 450 lượt. Từ năm 2015 đến năm 2020 tiếp 3.000 lượt.",
        ["2021", "2015/2020"],
    ),
    (
        "Đoàn kiểm tra\n\nNgày 14/3/2024, Đoàn kiểm tra làm việc với Chi bộ. Chi bộ có 12 đảng viên. Năm 2023, chi bộ kết nạp 3 đảng viên.",
        ["2024", "2023"],
    ),
    (
        "Hội nghị tổng kết năm 2023\n\nNgày 14/1/2024, huyện tổ chức hội nghị. Toàn huyện có 45 mô hình. Dịp này, 12 tập thể được khen.",
        ["2023", "2023"],
    ),
    (
        "Đại hội Chi đoàn thôn Hạ\n\nTối 12/3/2022, Chi đoàn thôn Hạ tổ chức Đại hội nhiệm kỳ 2022 - 2024. Chi đoàn có 45 đoàn viên. Trong nhiệm kỳ qua, chi đoàn trồng 300 cây. Đại hội bầu Ban Chấp hành gồm 5 đồng chí.",
        ["2022", "2020/2022", "2022/2024"],
    ),
    (
        "ĐẢNG BỘ XÃ A\nBÁO CÁO CHÍNH TRỊ trình Đại hội đại biểu Đảng bộ xã lần thứ XX, nhiệm kỳ 2015 - 2020\n\nPhần thứ nhất: KẾT QUẢ NHIỆM KỲ 2010 - 2015\nKết nạp 45 đảng viên.\nPhần thứ hai: PHƯƠNG HƯỚNG NHIỆM KỲ 2015 - 2020\nKết nạp 60 đảng viên.",
        ["2010/2015", "2015/2020"],
    ),
    (
        "Bầu cử thành công\n\nNgày 23/5/2021, huyện có 45.000 cử tri đi bầu. Bầu 35 đại biểu HĐND huyện nhiệm kỳ 2021 - 2026.",
        ["2021", "2021"],
    ),
    (
        "Hội Cựu chiến binh thị trấn\n\n(BHT) - Sáng ngày 6/12, Hội Cựu chiến binh thị trấn Me kỷ niệm 30 năm Ngày thành lập (06/12/1989 - 06/12/2019). Hội có 245 hội viên. Năm 2018, Hội giúp 3 hộ thoát nghèo.",
        ["2019", "2018"],
    ),
    (
        "Tin\n\nTrong năm, Hội xây 12 nhà. So với năm 2020, tăng 3 nhà. Năm 2022, Hội đề ra 5 chỉ tiêu.",
        ["2021", "2021", "2022"],
    ),
    (
        "Hội Nông dân\n\nNăm 2022 kế hoạch giao kết nạp 45 hội viên, kết quả kết nạp 50 hội viên, đạt 111%.",
        ["2022", "2022", "2022"],
    ),
    (
        "UBND XÃ B\nBÁO CÁO\nKết quả thực hiện nhiệm vụ 6 tháng đầu năm 2020\n\nSo với 6 tháng đầu năm 2019 tăng 5 vụ. Ước cả năm 2020 đạt 45 tỷ đồng; 6 tháng cuối năm thu 20 tỷ đồng.",
        ["2020-H1", "2020", "2020-H2"],
    ),
    (
        "BÁO CÁO NĂM 2020\n\n- Dân số: 4.500 người (số liệu đến 01/4/2019).\n- Hộ nghèo: 45 hộ.",
        ["2020", "2020"],
    ),
    (
        "Kết quả bảo hiểm\n\nĐến 31/12/2018 có 45.000 người tham gia; năm 2019 phấn đấu 50.000 người.",
        ["2018", "2019"],
    ),
    (
        "Chi bộ 3\n\nChi bộ có 45 đảng viên. Kế hoạch năm 2025: kết nạp 3 đảng viên.",
        ["2024", "2025"],
    ),
    (
        "BÁO CÁO NĂM 2024\n\nTheo Kế hoạch số 12-KH/HU, giai đoạn 2021 - 2025 kết nạp 300 đảng viên; riêng năm 2024 kết nạp 60 đảng viên. Đảng bộ có 1.200 đảng viên.",
        ["2021/2025", "2024", "2024"],
    ),
    (
        "BÁO CÁO NĂM 2024\n\nĐã cấp 45 giấy chứng nhận trong giai đoạn 2021 - 2023; 15 giấy năm 2024.",
        ["2021/2023", "2024"],
    ),
    (
        "BÁO CÁO NĂM 2024\n\nGiải ngân lũy kế từ năm 2022 đến hết năm 2024 là 45 tỷ đồng.\nThu 12 tỷ đồng.",
        ["2022/2024", "2024"],
    ),
    (
        "TT | Đơn vị | Năm 2021 | Năm 2022 | Kế hoạch 2023\n1 | Xã A | 12 | 15 | 20\n2 | Xã B | 10 | 11 | 13",
        ["2021", "2022", "2023", "2021", "2022", "2023"],
    ),
    (
        "BÁO CÁO NĂM 2023\n\nI. KẾT QUẢ\n1. Tổ chức\n- Kết nạp 12 đảng viên.\n\nII. PHƯƠNG HƯỚNG NĂM 2024\n1. Công tác tổ chức\n- Kết nạp 15 đảng viên.\n2. Công tác kiểm tra\n- Kiểm tra 5 chi bộ.\n\nIII. KIẾN NGHỊ\nCấp 12 tỷ đồng.",
        ["2023", "2024", "2024", "2023"],
    ),
    (
        "BÁO CÁO NĂM 2023\n\nA. KẾT QUẢ\nI. Tổ chức\nKết nạp 12 đảng viên.\nB. NHIỆM VỤ NĂM 2024\nI. Tổ chức\nKết nạp 15 đảng viên.\nII. Kiểm tra\n1. Kiểm tra\nKiểm tra 5 chi bộ.",
        ["2023", "2024", "2024"],
    ),
    (
        "BÁO CÁO NĂM 2023\n\nPHẦN THỨ NHẤT: KẾT QUẢ NĂM 2023\nI. TỔ CHỨC\nKết nạp 12 đảng viên.\nPHẦN THỨ HAI: NHIỆM VỤ NĂM 2024\nI. TỔ CHỨC\nKết nạp 15 đảng viên.\nII. KIỂM TRA\nKiểm tra 5 chi bộ.",
        ["2023", "2024", "2024"],
    ),
    (
        "BÁO CÁO NĂM 2023\n\n1. Kết quả\n1.1. Tổ chức\nKết nạp 12 đảng viên.\n2. Nhiệm vụ năm 2024\n2.1. Tổ chức\nKết nạp 15 đảng viên.\n2.2. Kiểm tra\nKiểm tra 5 chi bộ.\n3. Kiến nghị\nCấp 2 tỷ đồng.",
        ["2023", "2024", "2024", "2023"],
    ),
    (
        "BÁO CÁO NĂM 2023\n\nI. KẾT QUẢ\nKết nạp 12 đảng viên.\nII. PHƯƠNG HƯỚNG NĂM 2024\na) Về tổ chức\n- Kết nạp 15 đảng viên.\nb) Về kiểm tra\n- Kiểm tra 5 chi bộ.",
        ["2023", "2024", "2024"],
    ),
    (
        "BÁO CÁO NĂM 2023\n\nI. KẾT QUẢ NĂM 2023\n1. Tổ chức\nKết nạp 12 đảng viên.\nII. PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM TỚI\n1. Tổ chức\nKết nạp 15 đảng viên.",
        ["2023", "2024"],
    ),
    (
        "BÁO CÁO 6 THÁNG ĐẦU NĂM 2023\n\nI. KẾT QUẢ\nKết nạp 12 đảng viên.\nII. NHIỆM VỤ 6 THÁNG CUỐI NĂM\n1. Tổ chức\n- Kết nạp 15 đảng viên.",
        ["2023-H1", "2023-H2"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_periods_of_a_report(text: str, expected: list[str | None]) -> None:
    counted = [fact for fact in read(text).facts if isinstance(fact, Counted)]
    assert [fact.as_json()["period"] for fact in counted] == expected


def test_nine_months_stay_known_to_the_product() -> None:
    reading = read("BÁO CÁO KẾT QUẢ 9 THÁNG ĐẦU NĂM 2022\n\nKiểm tra 98 cuộc.")
    assert reading.period == "2022-9M"
    assert [fact.period for fact in reading.facts if isinstance(fact, Counted)] == ["2022-9M"]
    assert reading.as_json()["period"] == "2022"


def test_a_report_of_one_month_keeps_it_for_itself() -> None:
    reading = read("BÁO CÁO NHANH THÁNG 11/2024\n\nXã có 98 hộ nghèo.")
    assert reading.period == "2024-11"
    assert [fact.period for fact in reading.facts if isinstance(fact, Counted)] == ["2024"]


def test_the_term_of_a_resolution_is_a_period() -> None:
    text = "Năm 2024 thực hiện Nghị quyết Đại hội Đảng bộ huyện lần thứ XX, nhiệm kỳ 2020 - 2025."
    assert [fact.value for fact in read(text).of(Period)] == ["2024", "2020/2025"]
